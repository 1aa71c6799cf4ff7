package dev.culprit.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealerTest {
  private static final Secret SECRET = new Secret("a secret");
  private final SecretSealer sealer = new SecretSealer(new Secret("0123456789abcdef".repeat(4)));

  @Property(tries = 100)
  void opensWhatItSealed(@ForAll String text, @ForAll long channel) {
    Secret secret =
        new Secret(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));

    assertThat(sealer.open(channel, sealer.seal(channel, secret))).isEqualTo(secret);
  }

  @Test
  void sealsDifferentlyEachTime() {
    assertThat(sealer.seal(1, SECRET)).isNotEqualTo(sealer.seal(1, SECRET));
  }

  @Test
  void doesNotOpenForAnotherChannelOrKeyOrAfterAChange() {
    byte[] sealed = sealer.seal(1, SECRET);
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;

    assertThatThrownBy(() -> sealer.open(2, sealed)).hasMessageContaining("CULPRIT_SECRET_KEY");
    assertThatThrownBy(() -> sealer.open(1, changed)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> sealer.open(1, Arrays.copyOf(sealed, 5)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new SecretSealer(new Secret("f".repeat(64))).open(1, sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "0123456789abcdef",
        "not-hex-but-sixty-four-characters-long-0123456789abcdef012345678"
      })
  void refusesABadKeyWithoutShowingIt(String key) {
    assertThatThrownBy(() -> new SecretSealer(new Secret(key)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_SECRET_KEY")
        .hasNoCause();
  }
}
