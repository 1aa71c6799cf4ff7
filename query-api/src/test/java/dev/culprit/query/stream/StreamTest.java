package dev.culprit.query.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
  }

  @AfterAll
  void stop() {
    servers.close();
    owners.shutdownNow();
  }

  @Test
  void tellsWhatHappensInTheProject() {
    try (Listener listener = new Listener(api, "?project=shop")) {
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
      assertThat(listener.lines.get(0)).isEqualTo("retry: 2000");
      assertThat(listener.header("Content-Type")).isEqualTo("text/event-stream");
    }
  }

  @Test
  void tellsEveryProjectsChangesWhenNoneIsNamed() {
    try (Listener listener = new Listener(api, "")) {
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
    try (Listener listener =
        new Listener(Api.anonymous(servers).with("Authorization", "Bearer " + secret), "")) {
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED, shop, 1);
      alert.say(IncidentChangeKind.INCIDENT_CHANGE_KIND_RESYNC, 0, 0);
      await().until(() -> listener.names().equals(List.of("resync")));
    }
  }

  @Test
  void opensLostWatchesAgainAndTellsReadersToReadAgain() {
    try (Listener listener = new Listener(api, "?project=shop")) {
      StreamObserver<ProblemChange> lost = grouping.observer.getAndSet(null);
      lost.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException());
      await().until(() -> grouping.observer.get() != null);
      await().until(() -> listener.names().contains("resync"));
      grouping.say(ChangeKind.CHANGE_KIND_REGRESSED, shop, 9);
      await().until(() -> listener.names().contains("problem_regressed"));
    }
  }

  @Test
  void refusesMoreStreamsThanAreAllowed() {
    try (Listener one = new Listener(api, "");
        Listener two = new Listener(api, "");
        Listener three = new Listener(api, "");
        Listener four = new Listener(api, "")) {
      await().until(() -> one.isOpen() && two.isOpen() && three.isOpen() && four.isOpen());
      api.get("/stream").isProblem(429, "too_many_streams");
    }
    // The places of those who left are free again.
    await().until(() -> servers.metrics().get("culprit.stream.readers").gauge().value() == 0);
    try (Listener again = new Listener(api, "")) {
      await().until(again::isOpen);
    }
  }

  @Test
  void tellsWhetherOwnersAreReachable() {
    await()
        .until(
            () ->
                servers
                        .metrics()
                        .get("culprit.query.owner.reachable")
                        .tag("owner", "alert")
                        .gauge()
                        .value()
                    == 1);
  }

  /** Reads a stream in the background until closed. */
  private static final class Listener implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> response;

    Listener(Api api, String query) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(api.url() + "/api/v1/stream" + query));
      api.headers().forEach(request::header);
      try {
        response = client.send(request.build(), BodyHandlers.ofInputStream());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      assertThat(response.statusCode()).isEqualTo(200);
      Thread reading = new Thread(this::read, "stream-listener");
      reading.setDaemon(true);
      reading.start();
    }

    private void read() {
      try (InputStream in = response.body();
          BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
        reader.lines().forEach(lines::add);
      } catch (IOException | UncheckedIOException e) {
        lines.add("closed");
      }
    }

    boolean isOpen() {
      return lines.contains("retry: 2000");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<String> names() {
      return lines.stream()
          .filter(line -> line.startsWith("event: "))
          .map(line -> line.substring(7))
          .toList();
    }

    JsonObject data(String name) {
      return new JsonObject(
          lines.get(lines.indexOf("event: " + name) + 1).substring("data: ".length()));
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
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
