package dev.culprit.query.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryRulesTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private String cause = "upstream_refused";
  private Instant now = START.plusSeconds(3600);
  private List<Burst> bursts = List.of(new Burst(START, START.plusSeconds(1800)));
  private Optional<String> release = Optional.empty();
  private long brokenOff;
  private boolean isCounted = true;
  private boolean hasServed = true;
  private long timedOut;
  private long serving;
  private boolean isSaturated;

  @Test
  void refusedAfterARunOfResetsIsACrash() {
    brokenOff = 3;

    assertThat(code()).isEqualTo("crashed");
    cause = "upstream_unreachable";
    assertThat(code()).isEmpty();
  }

  @Test
  void refusedWithoutAnyHistoryWasNeverStarted() {
    hasServed = false;
    assertThat(code()).isEqualTo("never_started_or_wrong_port");

    isCounted = false;
    assertThat(code()).as("when nothing is counted, nothing is known").isEmpty();
    isCounted = true;
    hasServed = true;
    assertThat(code()).isEmpty();
  }

  @Test
  void aShortBurstAtANewReleaseIsARestart() {
    bursts = List.of(new Burst(START, START.plusSeconds(120)));
    assertThat(code()).isEmpty();

    release = Optional.of("2.0");
    assertThat(code()).isEqualTo("restart_without_drain");
    brokenOff = 5;
    assertThat(code())
        .as("what a restart breaks off is no crash")
        .isEqualTo("restart_without_drain");
    now = START.plusSeconds(150);
    assertThat(code()).as("while it is not known to be over").isEqualTo("crashed");
  }

  @Test
  void aLongFailureAtANewReleaseIsNoRestart() {
    release = Optional.of("2.0");

    assertThat(code()).isEmpty();
  }

  @Test
  void shortBurstsAtRegularIntervalsAreRestarts() {
    bursts = bursts(0, 60, 120, 181);
    assertThat(code()).isEqualTo("restart_without_drain");

    bursts = bursts(0, 60);
    assertThat(code()).isEmpty();
    bursts = bursts(0, 60, 100, 400);
    assertThat(code()).isEmpty();
    bursts = new ArrayList<>(bursts(0, 60, 120));
    bursts.set(1, new Burst(bursts.get(1).start(), bursts.get(1).start().plusSeconds(600)));
    assertThat(code()).isEmpty();
  }

  @Test
  void aTimeoutOfOneUpstreamAloneIsAFirewall() {
    cause = "upstream_connect_timeout";
    timedOut = 1;
    serving = 4;

    assertThat(code()).isEqualTo("one_host_firewall");
    serving = 0;
    assertThat(code()).as("the only upstream that there is").isEmpty();
  }

  @Test
  void aTimeoutOfAllUpstreamsIsTheProxysNetwork() {
    cause = "upstream_connect_timeout";
    timedOut = 3;

    assertThat(code()).isEqualTo("proxy_network");
    serving = 1;
    assertThat(code()).isEmpty();
  }

  @Test
  void aFullQueueIsSaturation() {
    cause = "proxy_queue_timeout";
    assertThat(code()).isEqualTo("saturation");
    cause = "socket_backlog_full";
    assertThat(code()).isEqualTo("saturation");

    cause = "upstream_read_timeout";
    assertThat(code()).isEmpty();
    isSaturated = true;
    assertThat(code()).isEqualTo("saturation");
    cause = "tls_certificate";
    assertThat(code()).isEmpty();
  }

  @Test
  void pausesCutBursts() {
    List<Instant> minutes = List.of(at(0), at(1), at(11), at(30));

    assertThat(Burst.of(minutes, Duration.ofMinutes(10)))
        .containsExactly(new Burst(at(0), at(12)), new Burst(at(30), at(31)));
    assertThat(ProblemTimes.startedAt(minutes, at(-5))).isEqualTo(at(0));
    assertThat(ProblemTimes.startedAt(minutes, at(0).plusSeconds(7)))
        .isEqualTo(at(0).plusSeconds(7));
    assertThat(ProblemTimes.startedAt(List.of(), at(3))).isEqualTo(at(3));
  }

  private static Instant at(int minute) {
    return START.plusSeconds(60L * minute);
  }

  private List<Burst> bursts(int... minutes) {
    List<Burst> all = new ArrayList<>();
    for (int minute : minutes) {
      Instant start = now.minusSeconds(86_400).plusSeconds(60L * minute);
      all.add(new Burst(start, start.plusSeconds(60)));
    }
    return all;
  }

  private String code() {
    return HistoryRules.conclude(
            new HistoryFacts(
                cause,
                "127.0.0.1:9000",
                now,
                START,
                bursts,
                release,
                brokenOff,
                isCounted,
                hasServed,
                timedOut,
                serving,
                isSaturated))
        .map(diagnosis -> diagnosis.toJson().getString("code"))
        .orElse("");
  }
}
