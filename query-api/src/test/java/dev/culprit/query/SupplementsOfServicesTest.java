package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupingServiceGrpc;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.CheckIn;
import dev.culprit.proto.ingest.v1.CheckInStatus;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.MonitorConfig;
import dev.culprit.proto.ingest.v1.SessionStatus;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** From what ingest hands over to what REST answers, through the real grouping. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SupplementsOfServicesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Timestamp now = Timestamps.fromMillis(System.currentTimeMillis());
  private Api api;
  private ManagedChannel grouping;
  private long project;
  private String slug;

  @BeforeAll
  void start(TestDatabase database) {
    Servers servers = Servers.whole(database);
    api = Api.of(servers);
    grouping =
        GrpcChannels.open(
            "127.0.0.1:" + servers.grouping().grpcPort(),
            List.of(InternalToken.client(new Secret(Servers.TOKEN))),
            1 << 20);
    JsonObject created =
        api.post("/projects", new JsonObject().put("name", "Beside " + UUID.randomUUID()))
            .is(201)
            .json()
            .getJsonObject("project");
    project = created.getLong("id");
    slug = created.getString("slug");
  }

  @AfterAll
  void stop() {
    grouping.shutdownNow();
  }

  @Test
  void whatCameBesideAnEventIsFoundWithIt() {
    UUID id = UUID.randomUUID();
    String hex = id.toString().replace("-", "");
    Event.Builder event =
        Event.newBuilder()
            .setClientEventId(hex)
            .setOccurredAt(now)
            .addExceptions(ExceptionInfo.newBuilder().setType("Beside"))
            .addAttachments(file("with.txt"));
    GroupEventsResponse response =
        send(
            incoming(id).setEvent(event.build().toByteString()),
            supplement(
                Supplement.newBuilder()
                    .setAttachment(
                        LateAttachment.newBuilder()
                            .setClientEventId(hex)
                            .setAttachment(file("late.txt")))),
            supplement(
                Supplement.newBuilder()
                    .setFeedback(
                        UserFeedback.newBuilder()
                            .setClientEventId(hex)
                            .setName("Ada")
                            .setComments("It broke"))));
    long eventId = response.getResults(0).getEventId();

    JsonObject shown = api.get("/events/" + eventId).is(200).json();
    assertThat(shown.getJsonArray("attachments"))
        .extracting(file -> ((JsonObject) file).getString("name"))
        .containsExactlyInAnyOrder("with.txt", "late.txt");
    assertThat(shown.getJsonArray("feedback").getJsonObject(0).getString("comments"))
        .isEqualTo("It broke");
    String ofProblem = "/problems/" + response.getResults(0).getProblemId() + "/feedback";
    await().atMost(PATIENCE).until(() -> api.get(ofProblem).is(200).data().size() == 1);
  }

  @Test
  void sessionsAndLossesAreCounted() {
    send(
        session("a", SessionStatus.SESSION_STATUS_OK),
        session("b", SessionStatus.SESSION_STATUS_CRASHED),
        supplement(
            Supplement.newBuilder()
                .setLostEvents(
                    LostEvents.newBuilder()
                        .setCategory("error")
                        .setReason("queue_overflow")
                        .setQuantity(12))));

    JsonObject release = api.get("/projects/" + slug + "/releases").is(200).data().get(0);
    assertThat(release.getDouble("crash_free_rate")).isEqualTo(0.5);
    assertThat(api.get("/projects/" + slug + "/lost-events").is(200).json().getJsonArray("lost"))
        .containsExactly(
            new JsonObject()
                .put("category", "error")
                .put("reason", "queue_overflow")
                .put("quantity", 12));
  }

  @Test
  void aFailedRunOpensAProblem() {
    send(
        supplement(
            Supplement.newBuilder()
                .setCheckIn(
                    CheckIn.newBuilder()
                        .setMonitorSlug("export")
                        .setStatus(CheckInStatus.CHECK_IN_STATUS_ERROR)
                        .setEnvironment("production")
                        .setMonitorConfig(MonitorConfig.newBuilder().setCrontab("0 3 * * *")))));

    JsonObject monitor = api.get("/projects/" + slug + "/monitors").is(200).data().get(0);
    JsonObject environment = monitor.getJsonArray("environments").getJsonObject(0);
    assertThat(environment.getString("status")).isEqualTo("failed");
    assertThat(environment.getString("next_due_at")).endsWith("T03:00:00Z");
    String problems = "/projects/" + slug + "/problems?query=export";
    await().atMost(PATIENCE).until(() -> api.get(problems).is(200).data().size() == 1);
    JsonObject problem = api.get(problems).is(200).data().get(0);
    assertThat(problem.getString("title")).isEqualTo("Monitor export reported a failed run");
    JsonObject event = api.get("/events/" + problem.getLong("last_event_id")).is(200).json();
    assertThat(event.getJsonObject("tags").getString("monitor.slug")).isEqualTo("export");
  }

  private GroupEventsResponse send(IncomingEvent.Builder... items) {
    GroupEventsRequest.Builder request = GroupEventsRequest.newBuilder().setBatchId(1);
    for (IncomingEvent.Builder item : items) {
      request.addEvents(item);
    }
    CompletableFuture<GroupEventsResponse> answer = new CompletableFuture<>();
    StreamObserver<GroupEventsRequest> requests =
        GroupingServiceGrpc.newStub(grouping).groupEvents(new FirstAnswer(answer));
    requests.onNext(request.build());
    GroupEventsResponse response = answer.orTimeout(30, TimeUnit.SECONDS).join();
    requests.onCompleted();
    assertThat(response.hasFailure()).isFalse();
    assertThat(response.getResultsList())
        .allSatisfy(result -> assertThat(result.getRejection()).isEmpty());
    return response;
  }

  private record FirstAnswer(CompletableFuture<GroupEventsResponse> answer)
      implements StreamObserver<GroupEventsResponse> {
    @Override
    public void onNext(GroupEventsResponse response) {
      answer.complete(response);
    }

    @Override
    public void onError(Throwable cause) {
      answer.completeExceptionally(cause);
    }

    @Override
    public void onCompleted() {}
  }

  private IncomingEvent.Builder supplement(Supplement.Builder supplement) {
    return incoming(UUID.randomUUID()).setSupplement(supplement.setOccurredAt(now));
  }

  private IncomingEvent.Builder session(String id, SessionStatus status) {
    return supplement(
        Supplement.newBuilder()
            .setSession(
                SessionUpdate.newBuilder()
                    .setSessionId(id)
                    .setRelease("shop@1")
                    .setStartedAt(now)
                    .setInit(true)
                    .setStatus(status)));
  }

  private IncomingEvent.Builder incoming(UUID uid) {
    ByteBuffer bytes =
        ByteBuffer.allocate(16)
            .putLong(uid.getMostSignificantBits())
            .putLong(uid.getLeastSignificantBits())
            .flip();
    return IncomingEvent.newBuilder()
        .setProjectId(project)
        .setEventUid(ByteString.copyFrom(bytes))
        .setReceivedAt(now);
  }

  private static Attachment.Builder file(String name) {
    return Attachment.newBuilder().setName(name).setData(ByteString.copyFromUtf8(name));
  }
}
