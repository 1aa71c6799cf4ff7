package dev.culprit.ingest.gateway.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.RequestIdentity;
import dev.culprit.ingest.project.KeyHash;
import dev.culprit.ingest.project.Project;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.scrub.ScrubRules;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestJoinerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");
  private static final Sender SENDER = sender(1);

  private final List<RequestCase> handedOn = new ArrayList<>();
  private long nanos;
  private final RequestJoiner joiner =
      new RequestJoiner(
          Duration.ofSeconds(1),
          100,
          () -> nanos,
          request -> {
            handedOn.add(request);
            return Future.succeededFuture();
          });

  private static Sender sender(long project) {
    return new Sender(
        new ProjectKey(1, KeyHash.of("k"), new Project(project, "p", 0, ScrubRules.BUILT_IN)),
        "",
        "web");
  }

  private static GatewayRecord access(Proxy proxy, String connection, String logId, String uri) {
    return new AccessDraft(proxy, NOW, "access " + uri)
        .identity(new RequestIdentity(connection, logId, "", "10.0.0.1:77", "GET", uri))
        .status(502)
        .build();
  }

  private static GatewayRecord error(
      Proxy proxy, String connection, String logId, String uri, Cause cause) {
    return new ErrorRecord(
        proxy,
        NOW,
        "error " + uri,
        new RequestIdentity(connection, logId, "", "", "", uri),
        cause,
        502,
        "error",
        "",
        "",
        "",
        "m",
        "");
  }

  private void pass(long millis) {
    nanos += millis * 1_000_000;
    joiner.sweep();
  }

  @Test
  void bothHalvesOfNginxFindTogetherInEitherOrder() {
    joiner.add(SENDER, error(Proxy.PROXY_NGINX, "7", "", "/a", Cause.CAUSE_UPSTREAM_REFUSED), true);
    joiner.add(SENDER, access(Proxy.PROXY_NGINX, "7", "", "/a"), true);
    joiner.add(SENDER, access(Proxy.PROXY_NGINX, "8", "", "/b"), true);
    joiner.add(SENDER, error(Proxy.PROXY_NGINX, "8", "", "/b", Cause.CAUSE_UPSTREAM_RESET), true);

    assertThat(handedOn).hasSize(2).allMatch(request -> request.access() != null);
    assertThat(handedOn).allMatch(request -> request.errors().size() == 1);
  }

  @Test
  void oneHalfAloneIsHandedOnWhenTheWindowEnds() {
    Future<Void> settled = joiner.add(SENDER, access(Proxy.PROXY_NGINX, "7", "", "/a"), true);
    pass(900);
    assertThat(settled.isComplete()).isFalse();
    pass(200);

    assertThat(settled.isComplete()).isTrue();
    assertThat(handedOn).hasSize(1);
  }

  @Test
  void whatComesLateIsNoSecondRequest() {
    joiner.add(SENDER, access(Proxy.PROXY_NGINX, "7", "", "/a"), true);
    pass(1_100);
    joiner.add(SENDER, error(Proxy.PROXY_NGINX, "7", "", "/a", Cause.CAUSE_UPSTREAM_REFUSED), true);
    pass(1_100);

    assertThat(handedOn).hasSize(1);
  }

  @Test
  void theNextRequestOfAConnectionIsAnother() {
    for (String uri : List.of("/a", "/b", "/b")) {
      joiner.add(
          SENDER, error(Proxy.PROXY_NGINX, "7", "", uri, Cause.CAUSE_UPSTREAM_REFUSED), true);
      joiner.add(SENDER, access(Proxy.PROXY_NGINX, "7", "", uri), true);
    }

    assertThat(handedOn).hasSize(3).allMatch(request -> request.errors().size() == 1);
  }

  @Test
  void linesOfOtherProjectsNeverFindTogether() {
    joiner.add(SENDER, access(Proxy.PROXY_NGINX, "7", "", "/a"), true);
    joiner.add(
        sender(2), error(Proxy.PROXY_NGINX, "7", "", "/a", Cause.CAUSE_UPSTREAM_REFUSED), true);
    pass(1_100);

    assertThat(handedOn).hasSize(2);
  }

  @Test
  void linesOfApacheFindTogetherByThreadAndThenByLogId() {
    joiner.add(SENDER, access(Proxy.PROXY_APACHE, "", "L1", "/a"), true);
    joiner.add(SENDER, error(Proxy.PROXY_APACHE, "t1", "", "", Cause.CAUSE_UPSTREAM_REFUSED), true);
    joiner.add(SENDER, error(Proxy.PROXY_APACHE, "t1", "L1", "", Cause.CAUSE_UNSPECIFIED), true);
    joiner.add(SENDER, error(Proxy.PROXY_APACHE, "t1", "", "", Cause.CAUSE_UPSTREAM_RESET), true);
    joiner.add(SENDER, error(Proxy.PROXY_APACHE, "t1", "L2", "/b", Cause.CAUSE_UNSPECIFIED), true);
    joiner.add(SENDER, access(Proxy.PROXY_APACHE, "", "L2", "/b"), true);
    pass(300);

    assertThat(handedOn).hasSize(2);
    assertThat(handedOn).allMatch(request -> request.errors().size() == 2);
    assertThat(handedOn).allMatch(request -> request.access() != null);
  }

  @Test
  void thereIsABoundOnWhatWaits() {
    for (int i = 0; i < 1_000; i++) {
      joiner.add(SENDER, access(Proxy.PROXY_NGINX, "c" + i, "", "/a"), true);
    }

    assertThat(joiner.waiting()).isLessThanOrEqualTo(100);
    assertThat(joiner.early()).isEqualTo(900);
    joiner.flush();
    assertThat(handedOn).hasSize(1_000);
  }
}
