package dev.culprit.query.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.Timestamps;
import dev.culprit.proto.alert.v1.AlertServiceGrpc;
import dev.culprit.proto.alert.v1.IncidentChange;
import dev.culprit.proto.alert.v1.IncidentChangeKind;
import dev.culprit.proto.alert.v1.WatchIncidentsRequest;
import dev.culprit.proto.grouping.v1.ChangeKind;
import dev.culprit.proto.grouping.v1.ProblemChange;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.WatchProblemsRequest;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.query.testing.StreamListener;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stream against owners that say what the test wants. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamTest {
  private final FakeGrouping grouping = new FakeGrouping();
  private final FakeAlert alert = new FakeAlert();
  private Server owners;
  private Servers servers;
  private Api api;
  private long shop;
  private long other;

  @BeforeAll
  void start(TestDatabase database) throws IOException {
    owners =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(grouping)
            .addService(alert)
            .build()
            .start();
    String address = "127.0.0.1:" + owners.getPort();
    servers =
        Servers.queryOnly(
            database,
            Map.of(
                "CULPRIT_GROUPING_ADDRESS",
                address,
                "CULPRIT_ALERT_ADDRESS",
                address,
                "CULPRIT_QUERY_STREAMS",
                "4"));
    api = Api.of(servers);
    Samples samples = new Samples(database.jdbcUrl());
    shop = samples.project("shop");
    other = samples.project("other");
    await().until(() -> grouping.observer.get() != null && alert.observer.get() != null);
    // Readers are told to read again when a watch begins to work, which would come between other
    // changes.
    await().until(() -> isReachable("grouping") && isReachable("alert"));
  }

  @AfterAll
  void stop() {
    servers.close();
    owners.shutdownNow();
  }

  @Test
  void tellsWhatHappensInTheProject() {
    try (StreamListener listener = new StreamListener(api, "?project=shop")) {
      grouping.say(ChangeKind.CHANGE_KIND_OPENED, other, 1);
      grouping.say(ChangeKind.CHANGE_KIND_OPENED, shop, 2);
      grouping.say(ChangeKind.CHANGE_KIND_REPEATED, shop, 3);
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED, shop, 0);
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_CLOSED, shop, 2);

      await().until(() -> listener.names().size() >= 4);
      assertThat(listener.names())
          .containsExactlyInAnyOrder(
              "problem_opened", "problem_repeated", "incident_opened", "incident_closed")
          .containsSubsequence("problem_opened", "problem_repeated");
      JsonObject opened = listener.data("problem_opened");
      assertThat(opened.getLong("problem_id")).isEqualTo(2);
      assertThat(opened.getString("at")).isEqualTo("1970-01-01T00:00:01Z");
      assertThat(listener.data("incident_opened").getValue("problem_id")).isNull();
      assertThat(listener.data("incident_opened").getString("reason")).isEqualTo("too many");
      assertThat(listener.lines().get(0)).isEqualTo("retry: 2000");
      assertThat(listener.header("Content-Type")).isEqualTo("text/event-stream");
    }
  }

  @Test
  void tellsEveryProjectsChangesWhenNoneIsNamed() {
    try (StreamListener listener = new StreamListener(api, "")) {
      grouping.say(ChangeKind.CHANGE_KIND_UPDATED, other, 1);
      grouping.say(ChangeKind.CHANGE_KIND_DELETED, shop, 2);
      await().until(() -> listener.names().equals(List.of("problem_updated", "problem_deleted")));
    }
  }

  @Test
  void keepsIncidentsFromThoseWhoMayNotSeeThem() {
    String secret =
        api.post(
                "/api-keys",
                new JsonObject()
                    .put("name", "p")
                    .put("scopes", new JsonArray().add("problems:read")))
            .is(201)
            .json()
            .getString("secret");
    try (StreamListener listener =
        new StreamListener(Api.anonymous(servers).with("Authorization", "Bearer " + secret), "")) {
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED, shop, 1);
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_RESYNC, 0, 0);
      await().until(() -> listener.names().equals(List.of("resync")));
    }
  }

  @Test
  void opensLostWatchesAgainAndTellsReadersToReadAgain() {
    try (StreamListener listener = new StreamListener(api, "?project=shop")) {
      StreamObserver<ProblemChange> lost = grouping.observer.getAndSet(null);
      lost.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException());
      await().until(() -> grouping.observer.get() != null);
      await().until(() -> listener.names().contains("resync"));
      grouping.say(ChangeKind.CHANGE_KIND_REGRESSED, shop, 9);
      await().until(() -> listener.names().contains("problem_regressed"));
      await().until(() -> isReachable("grouping"));
    }
  }

  @Test
  void refusesMoreStreamsThanAreAllowed() {
    try (StreamListener one = new StreamListener(api, "");
        StreamListener two = new StreamListener(api, "");
        StreamListener three = new StreamListener(api, "");
        StreamListener four = new StreamListener(api, "")) {
      await().until(() -> one.isOpen() && two.isOpen() && three.isOpen() && four.isOpen());
      api.get("/stream").isProblem(429, "too_many_streams");
    }
    // The places of those who left are free again.
    await().until(() -> servers.metrics().get("culprit.stream.readers").gauge().value() == 0);
    try (StreamListener again = new StreamListener(api, "")) {
      await().until(again::isOpen);
    }
  }

  @Test
  void endsStreamsWhenTheServerStops(TestDatabase database) {
    Servers stopped = Servers.queryOnly(database);
    try (StreamListener listener = new StreamListener(Api.of(stopped), "")) {
      await().until(listener::isOpen);
      long begin = System.nanoTime();
      stopped.close();
      await().until(listener::hasEnded);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void tellsWhetherOwnersAreReachable() {
    assertThat(isReachable("alert")).isTrue();
  }

  private boolean isReachable(String owner) {
    return servers
            .metrics()
            .get("culprit.query.owner.reachable")
            .tag("owner", owner)
            .gauge()
            .value()
        == 1;
  }

  private static final class FakeGrouping extends ProblemServiceGrpc.ProblemServiceImplBase {
    private final AtomicReference<StreamObserver<ProblemChange>> observer = new AtomicReference<>();

    @Override
    public void watchProblems(
        WatchProblemsRequest request, StreamObserver<ProblemChange> watching) {
      observer.set(watching);
    }

    void say(ChangeKind kind, long project, long problem) {
      observer
          .get()
          .onNext(
              ProblemChange.newBuilder()
                  .setKind(kind)
                  .setProjectId(project)
                  .setProblemId(problem)
                  .setAt(Timestamps.fromSeconds(1))
                  .build());
    }
  }

  private static final class FakeAlert extends AlertServiceGrpc.AlertServiceImplBase {
    private final AtomicReference<StreamObserver<IncidentChange>> observer =
        new AtomicReference<>();

    @Override
    public void watchIncidents(
        WatchIncidentsRequest request, StreamObserver<IncidentChange> watching) {
      observer.set(watching);
    }

    void say(IncidentChangeKind kind, long project, long problem) {
      observer
          .get()
          .onNext(
              IncidentChange.newBuilder()
                  .setKind(kind)
                  .setIncidentId(1)
                  .setProjectId(project)
                  .setProblemId(problem)
                  .setReason("too many")
                  .build());
    }
  }
}
