package dev.culprit.load.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EventPoolTest {
  private static final SampleEvents EVENTS = new SampleEvents("load-x", 1);

  @Test
  void sameSeedMakesTheSameEvents() {
    assertThat(new SampleEvents("load-x", 1).event(5, 2)).isEqualTo(EVENTS.event(5, 2));
  }

  @Test
  void variantsOfAProblemShareTheirStackOnly() {
    SampleEvent one = EVENTS.event(5, 0);
    SampleEvent other = EVENTS.event(5, 1);

    assertThat(one.frames()).isEqualTo(other.frames());
    assertThat(one.type()).isEqualTo(other.type());
    assertThat(one.message()).isNotEqualTo(other.message());
    assertThat(one.user()).isNotEqualTo(other.user());
  }

  @Test
  void problemsDifferInTheirOwnCode() {
    Set<Object> crashes = new HashSet<>();
    for (int problem = 0; problem < 1_000; problem++) {
      SampleFrame crash = EVENTS.event(problem, 0).frames().get(0);
      crashes.add(crash.module() + crash.file());
    }

    assertThat(crashes).hasSize(1_000);
  }

  @Test
  void takesProblemsInTurn() {
    EventPool pool =
        EventPool.write(EVENTS, 3, event -> event.frames().get(0).file().getBytes(UTF_8));

    assertThat(pool.template(0).fill(0, 0, 0, 0)).isEqualTo(pool.template(3).fill(0, 0, 0, 0));
    assertThat(pool.template(1).fill(0, 0, 0, 0)).isNotEqualTo(pool.template(0).fill(0, 0, 0, 0));
  }
}
