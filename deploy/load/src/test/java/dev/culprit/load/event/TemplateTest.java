package dev.culprit.load.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class TemplateTest {
  @Test
  void fillsEveryHole() {
    Template template =
        Template.of(
            ("a " + Template.SEQUENCE + " b " + Template.TIME + " c " + Template.SEQUENCE)
                .getBytes(UTF_8));
    long micros = Timestamps.parse("2026-11-23T16:23:45.123456Z");

    String filled = new String(template.fill(42, micros, 0, 0), UTF_8);

    assertThat(filled).isEqualTo("a 000000000042 b 2026-11-23T16:23:45.123456Z c 000000000042");
  }

  @Test
  void leavesRoomAround() {
    Template template = Template.of(Template.SEQUENCE.getBytes(UTF_8));

    byte[] filled = template.fill(7, 0, 3, 2);

    assertThat(filled).hasSize(17).startsWith(0, 0, 0, '0').endsWith('7', 0, 0);
  }

  @Property
  void writesTimesThatReadBackWhole(
      @ForAll @LongRange(min = 0, max = 4_102_444_800_000_000L) long micros) {
    byte[] text = new byte[27];

    Timestamps.write(micros, text, 0);

    assertThat(Timestamps.micros(Instant.parse(new String(text, UTF_8)))).isEqualTo(micros);
  }
}
