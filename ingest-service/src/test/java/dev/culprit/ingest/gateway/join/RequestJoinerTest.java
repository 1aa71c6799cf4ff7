package dev.culprit.ingest.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.NginxLines;
import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.project.KeyHash;
import dev.culprit.ingest.project.Project;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.scrub.ScrubRules;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestJoinerTest {
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Sender SENDER = sender(1, "vm");

  private final List<RequestCase> handedOn = new ArrayList<>();
  private long now = 1_000;
  private final RequestJoiner joiner =
      new RequestJoiner(WINDOW, 50, () -> now, request -> handOn(request));

  @Test
  void bothHalvesGoOnAtOnceWhicheverCameFirst() {
    NginxLines one = new NginxLines(1, "/a");
    NginxLines two = new NginxLines(2, "/b");

    joiner.add(SENDER, read(one.error()), true);
    joiner.add(SENDER, read(one.access()), true);
    joiner.add(SENDER, read(two.access()), true);
    joiner.add(SENDER, read(two.error()), true);

    assertThat(handedOn).hasSize(2).allMatch(RequestCase::isComplete);
  }

  @Test
  void severalLinesOfTheErrorLogBelongToOneRequest() {
    NginxLines lines = new NginxLines(1, "/a");

    joiner.add(SENDER, read(lines.error()), true);
    joiner.add(SENDER, read(lines.error().replace("127.0.0.1:9000", "127.0.0.1:9001")), true);
    joiner.add(SENDER, read(lines.access()), true);

    assertThat(handedOn).hasSize(1);
    assertThat(handedOn.get(0).errors()).hasSize(2);
  }

  @Test
  void whatIsAloneGoesOnWhenTheWindowEnds() {
    joiner.add(SENDER, read(new NginxLines(1, "/a").error()), true);

    pass(WINDOW.minusMillis(1));
    assertThat(handedOn).isEmpty();
    pass(Duration.ofMillis(1));

    assertThat(handedOn).hasSize(1);
    assertThat(joiner.waiting()).isZero();
  }

  @Test
  void otherConnectionsGatewaysAndProjectsAreOtherRequests() {
    joiner.add(SENDER, read(new NginxLines(1, "/a").error()), true);
    joiner.add(SENDER, read(new NginxLines(2, "/a").access()), true);
    joiner.add(sender(1, "other"), read(new NginxLines(1, "/a").access()), true);
    joiner.add(sender(2, "vm"), read(new NginxLines(1, "/a").access()), true);
    joiner.flush();

    assertThat(handedOn).hasSize(4).noneMatch(RequestCase::isComplete);
  }

  @Test
  void twoRequestsOfOneConnectionStayApart() {
    joiner.add(SENDER, read(new NginxLines(1, "/a").error()), true);
    joiner.add(SENDER, read(new NginxLines(1, "/a").access()), true);
    joiner.add(SENDER, read(new NginxLines(1, "/b").error()), true);
    joiner.add(SENDER, read(new NginxLines(1, "/b").access()), true);

    assertThat(handedOn).hasSize(2).allMatch(RequestCase::isComplete);
  }

  @Test
  void whatIsTooMuchGoesOnEarlyAndIsCounted() {
    for (int i = 0; i < 60; i++) {
      joiner.add(SENDER, read(new NginxLines(i, "/a").error()), true);
    }

    assertThat(handedOn).hasSize(10);
    assertThat(joiner.early()).isEqualTo(10);
    assertThat(joiner.waiting()).isEqualTo(50);
  }

  @Test
  void whatIsAloneIsOfferedElsewhereAndConcludedWhenItComesBack() {
    List<RequestCase> taken = new ArrayList<>();
    joiner.askElsewhere(taken::add);
    Future<Void> kept = joiner.add(SENDER, read(new NginxLines(1, "/a").error()), true);
    pass(WINDOW);

    assertThat(handedOn).isEmpty();
    assertThat(kept.isComplete()).isFalse();
    RequestCase away = taken.get(0);
    assertThat(away.isCompletedBy(List.of(read(new NginxLines(1, "/a").access())))).isTrue();
    assertThat(away.isCompletedBy(List.of(read(new NginxLines(1, "/b").access())))).isFalse();
    assertThat(away.isCompletedBy(List.of(read(new NginxLines(1, "/a").error())))).isFalse();
    away.complete(List.of(read(new NginxLines(1, "/a").access())));
    joiner.conclude(away);

    assertThat(handedOn).containsExactly(away);
    assertThat(away.isComplete()).isTrue();
    assertThat(kept.succeeded()).isTrue();
  }

  @Test
  void flushingAsksNobody() {
    joiner.askElsewhere(
        request -> {
          throw new AssertionError("asked");
        });
    joiner.add(SENDER, read(new NginxLines(1, "/a").error()), true);

    joiner.flush();

    assertThat(handedOn).hasSize(1);
  }

  private Future<Void> handOn(RequestCase request) {
    handedOn.add(request);
    return Future.succeededFuture();
  }

  private void pass(Duration time) {
    now += time.toNanos();
    joiner.sweep();
  }

  private static GatewayRecord read(String line) {
    return LogFormats.read(new LogLine(line, "", "vm", -1, Instant.now())).orElseThrow();
  }

  private static Sender sender(long project, String gateway) {
    return new Sender(
        new ProjectKey(project, KeyHash.of("k"), new Project(project, "p", 0, ScrubRules.BUILT_IN)),
        "",
        gateway);
  }
}
