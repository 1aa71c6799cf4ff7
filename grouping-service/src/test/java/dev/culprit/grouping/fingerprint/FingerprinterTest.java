package dev.culprit.grouping.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.testing.PlainEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprinterTest {

  private final ErrorFacts facts = new PlainEvent("T");

  @Test
  void takesTheNewestVersionUnlessAskedForAnother() {
    Fingerprinter fingerprinter = new Fingerprinter(List.of(version(2), version(1)));

    assertThat(fingerprinter.fingerprint(facts).version()).isEqualTo(2);
    assertThat(fingerprinter.fingerprint(1, facts, ProjectRules.NONE).version()).isEqualTo(1);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Fingerprinter fingerprinter = new Fingerprinter(List.of(version(1)));

    assertThatThrownBy(() -> fingerprinter.fingerprint(7, facts, ProjectRules.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fingerprinter(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Fingerprinter(List.of(version(1), version(1))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FingerprintVersion version(int number) {
    return new FingerprintVersion() {
      @Override
      public int number() {
        return number;
      }

      @Override
      public Fingerprint fingerprint(ErrorFacts anything) {
        return new Fingerprint(number, 1, 2, Fingerprint.Layer.MESSAGE, List.of());
      }
    };
  }
}
