package dev.culprit.grouping.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EventDayTest {

  @Test
  void countsFromTheFirstOf2020() {
    assertThat(EventDay.of(Instant.parse("2020-01-01T23:59:59Z"))).isZero();
    assertThat(EventDay.of(Instant.parse("2020-01-02T00:00:00Z"))).isEqualTo(1);
    assertThat(EventDay.of(Instant.parse("2019-12-31T23:59:59Z"))).isEqualTo(-1);
    assertThat(EventDay.date(EventDay.of(LocalDate.parse("2026-03-01")))).isEqualTo("2026-03-01");
  }

  @Property
  void idsLeadBackToTheirDayAndStayBelowTwoToThe53(
      @ForAll @LongRange(min = 0, max = EventDay.LAST) long day, @ForAll long sequence) {
    long id = EventDay.id(day, sequence);

    assertThat(EventDay.ofId(id)).isEqualTo(day);
    assertThat(id).isBetween(EventDay.idFloor(day), EventDay.idFloor(day + 1) - 1);
    assertThat(id).isLessThan(1L << 53);
  }
}
