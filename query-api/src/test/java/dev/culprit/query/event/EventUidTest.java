package dev.culprit.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventUidTest {
  @Property
  void isTheUuidItselfWithAndWithoutDashes(@ForAll long high, @ForAll long low) {
    UUID uuid = new UUID(high, low);
    assertThat(EventUid.of(uuid.toString())).isEqualTo(uuid);
    assertThat(EventUid.of(uuid.toString().replace("-", "").toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(uuid);
  }

  @Property
  void isTheSameForTheSameText(@ForAll String text) {
    assertThat(EventUid.of(text)).isEqualTo(EventUid.of(text));
  }

  @Test
  void isTheBeginningOfTheHashForOtherText() {
    assertThat(EventUid.of("abc")).hasToString("ba7816bf-8f01-cfea-4141-40de5dae2223");
  }
}
