package dev.culprit.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import org.junit.jupiter.api.Test;

class RecentOccurrencesTest {
  private static final long PROJECT = 7;
  private static final long MIDNIGHT = 1_795_305_600;

  private final RecentOccurrences recent = new RecentOccurrences();

  @Test
  void givesRecordsOnEitherSideOfMidnightOneTime() {
    RecentOccurrences.Met log = recent.meet(PROJECT, occurrence("a", MIDNIGHT - 1));
    RecentOccurrences.Met span = recent.meet(PROJECT, occurrence("a", MIDNIGHT));

    assertThat(span.at()).isEqualTo(log.at()).isEqualTo(seconds(MIDNIGHT - 1));
  }

  @Test
  void knowsWhatIsKept() {
    assertThat(recent.meet(PROJECT, occurrence("a", 1)).isKept()).isFalse();
    recent.meet(PROJECT, occurrence("a", 1)).keep();

    assertThat(recent.meet(PROJECT, occurrence("a", 2)).isKept()).isTrue();
  }

  @Test
  void keepsOccurrencesAndProjectsApart() {
    recent.meet(PROJECT, occurrence("a", 1)).keep();

    assertThat(recent.meet(PROJECT, occurrence("b", 1)).isKept()).isFalse();
    assertThat(recent.meet(PROJECT + 1, occurrence("a", 5)).isKept()).isFalse();
    assertThat(recent.meet(PROJECT + 1, occurrence("a", 6)).at()).isEqualTo(seconds(5));
  }

  private static Timestamp seconds(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  private static Occurrence occurrence(String id, long at) {
    return new Occurrence() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public Timestamp at() {
        return seconds(at);
      }

      @Override
      public boolean isLarge() {
        return false;
      }

      @Override
      public Event.Builder toEvent() {
        return Event.newBuilder();
      }
    };
  }
}
