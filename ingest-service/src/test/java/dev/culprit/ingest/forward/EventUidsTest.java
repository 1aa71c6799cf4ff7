package dev.culprit.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class EventUidsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void takesAUuidAsItIsWithAndWithoutDashes() {
    ByteString dashed = EventUids.of("0190A1B2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", NOW);
    ByteString plain = EventUids.of("0190a1b2c3d47e5f8a9b0c1d2e3f4a5b", NOW);

    assertThat(dashed).isEqualTo(plain);
    assertThat(plain.byteAt(1)).isEqualTo((byte) 0x90);
  }

  @Test
  void makesTimeOrderedUuidsWhenTheClientGaveNone() {
    ByteString earlier = EventUids.of("", NOW);
    ByteString later = EventUids.of("", NOW.plusSeconds(1));

    assertThat(ByteString.unsignedLexicographicalComparator().compare(earlier, later)).isNegative();
    assertThat(earlier.byteAt(6) >> 4).isEqualTo(7);
    assertThat(EventUids.of("", NOW)).isNotEqualTo(earlier);
  }

  @Property
  void theSameClientIdAlwaysGivesTheSameSixteenBytes(
      @ForAll @StringLength(min = 1, max = 60) String id) {
    assertThat(EventUids.of(id, NOW)).isEqualTo(EventUids.of(id, NOW.plusSeconds(99)));
    assertThat(EventUids.of(id, NOW).size()).isEqualTo(16);
  }
}
