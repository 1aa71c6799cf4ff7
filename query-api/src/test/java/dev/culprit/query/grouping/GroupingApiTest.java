package dev.culprit.query.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.culprit.proto.grouping.v1.DifferentFrame;
import dev.culprit.proto.grouping.v1.DismissLikenessRequest;
import dev.culprit.proto.grouping.v1.DismissLikenessResponse;
import dev.culprit.proto.grouping.v1.ExplainEventRequest;
import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.ExplainedComponent;
import dev.culprit.proto.grouping.v1.ExplainedFrame;
import dev.culprit.proto.grouping.v1.ExplanationLayer;
import dev.culprit.proto.grouping.v1.FingerprintId;
import dev.culprit.proto.grouping.v1.FingerprintOrigin;
import dev.culprit.proto.grouping.v1.GetSettingsRequest;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.GroupingSettings;
import dev.culprit.proto.grouping.v1.MergeProblemsRequest;
import dev.culprit.proto.grouping.v1.MergeProblemsResponse;
import dev.culprit.proto.grouping.v1.MoveOutRequest;
import dev.culprit.proto.grouping.v1.MoveOutResponse;
import dev.culprit.proto.grouping.v1.SettingsChange;
import dev.culprit.proto.grouping.v1.SplitPart;
import dev.culprit.proto.grouping.v1.SplitProblemRequest;
import dev.culprit.proto.grouping.v1.SplitProblemResponse;
import dev.culprit.proto.grouping.v1.TraceDifference;
import dev.culprit.proto.grouping.v1.TriedGroup;
import dev.culprit.proto.grouping.v1.TriedProblem;
import dev.culprit.proto.grouping.v1.TriedRule;
import dev.culprit.proto.grouping.v1.TrySettingsRequest;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import dev.culprit.proto.grouping.v1.UndoSplitRequest;
import dev.culprit.proto.grouping.v1.UndoSplitResponse;
import dev.culprit.proto.grouping.v1.UnmergeProblemRequest;
import dev.culprit.proto.grouping.v1.UnmergeProblemResponse;
import dev.culprit.proto.grouping.v1.UpdateSettingsRequest;
import dev.culprit.proto.grouping.v1.UpdateSettingsResponse;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.ContractCheck;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** What REST asks grouping for, and how its answers and refusals are told. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GroupingApiTest {
  private static final String HASH = "00112233445566778899aabbccddeeff";

  private final FakeGrouping grouping = new FakeGrouping();
  private Server owner;
  private Servers servers;
  private Api api;
  private long shop;

  @BeforeAll
  void start(TestDatabase database) throws IOException {
    owner =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(grouping.corrections())
            .addService(grouping.engine())
            .build()
            .start();
    servers =
        Servers.queryOnly(
            database, Map.of("CULPRIT_GROUPING_ADDRESS", "127.0.0.1:" + owner.getPort()));
    api = Api.of(servers);
    shop = new Samples(database.jdbcUrl()).project("shop");
  }

  @AfterAll
  void stop() {
    servers.close();
    owner.shutdownNow();
  }

  @Test
  void mergesOthersIntoTheProblemOfTheAddress() {
    grouping.willAnswer(
        MergeProblemsResponse.newBuilder().setOccurrenceCount(17).setEventsToMove(5).build());

    JsonObject merged = api.post("/problems/1/merge", ids("problem_ids", 2, 3)).is(200).json();

    assertThat(merged)
        .isEqualTo(
            new JsonObject()
                .put("problem_id", 1)
                .put("occurrence_count", 17)
                .put("moving_events", 5));
    MergeProblemsRequest asked = grouping.asked(MergeProblemsRequest.class);
    assertThat(asked.getTargetId()).isEqualTo(1);
    assertThat(asked.getSourceIdsList()).containsExactly(2L, 3L);
    assertThat(asked.getActor().getName()).isEqualTo("API key bootstrap");
    api.post("/problems/1/merge", ids("problem_ids", 1, 2))
        .isProblem(400, "invalid_request")
        .names("body", "problem_ids");
    api.post("/problems/1/merge", ids("problem_ids")).isProblem(400, "invalid_request");
  }

  @Test
  void unmergesAndTellsWhereTheProblemWas() {
    grouping.willAnswer(
        UnmergeProblemResponse.newBuilder().setFromId(1).setOccurrenceCount(4).build());

    JsonObject back = api.post("/problems/2/unmerge", null).is(200).json();

    assertThat(back.getLong("from_id")).isEqualTo(1);
    assertThat(back.getLong("occurrence_count")).isEqualTo(4);
    assertThat(grouping.asked(UnmergeProblemRequest.class).getProblemId()).isEqualTo(2);
  }

  @Test
  void movesFingerprintsOrEventsOut() {
    grouping.willAnswer(MoveOutResponse.newBuilder().setProblemId(9).setOccurrenceCount(3).build());
    JsonObject byHash =
        new JsonObject()
            .put(
                "fingerprints",
                new JsonArray().add(new JsonObject().put("version", 2).put("hash", HASH)));

    assertThat(api.post("/problems/1/move-out", byHash).is(200).json().getLong("problem_id"))
        .isEqualTo(9);
    assertThat(grouping.asked(MoveOutRequest.class).getFingerprints(0))
        .isEqualTo(FingerprintId.newBuilder().setVersion(2).setHash(bytes(HASH)).build());
    api.post("/problems/1/move-out", ids("event_ids", 5, 6)).is(200);
    assertThat(grouping.asked(MoveOutRequest.class).getEventIdsList()).containsExactly(5L, 6L);
    assertThat(grouping.asked(MoveOutRequest.class).getFingerprintsCount()).isZero();

    api.post("/problems/1/move-out", byHash.copy().mergeIn(ids("event_ids", 5)))
        .isProblem(400, "invalid_request");
    api.post("/problems/1/move-out", new JsonObject()).isProblem(400, "invalid_request");
    byHash.getJsonArray("fingerprints").getJsonObject(0).put("hash", "beef");
    api.post("/problems/1/move-out", byHash).isProblem(400, "invalid_request");
  }

  @Test
  void splitsByAnAttributeAndUndoesIt() {
    grouping.willAnswer(
        SplitProblemResponse.newBuilder()
            .addParts(part("acme", 1, 40))
            .addParts(part("", 8, 2))
            .setEventsToMove(2)
            .build());

    JsonObject split =
        api.post("/problems/1/split", new JsonObject().put("attribute", "tag.tenant"))
            .is(200)
            .json();

    assertThat(split.getJsonArray("parts").getJsonObject(1).getLong("problem_id")).isEqualTo(8);
    assertThat(split.getLong("moving_events")).isEqualTo(2);
    assertThat(grouping.asked(SplitProblemRequest.class).getAttribute()).isEqualTo("tag.tenant");
    api.post("/problems/1/split", new JsonObject().put("attribute", "colour"))
        .isProblem(400, "invalid_request");

    grouping.willAnswer(UndoSplitResponse.newBuilder().setOccurrenceCount(42).build());
    assertThat(api.post("/problems/1/undo-split", null).is(200).json().getLong("occurrence_count"))
        .isEqualTo(42);
    assertThat(grouping.asked(UndoSplitRequest.class).getProblemId()).isEqualTo(1);
  }

  @Test
  void dismissesALikeness() {
    grouping.willAnswer(DismissLikenessResponse.getDefaultInstance());

    api.post("/problems/1/likeness/7/dismiss", null).is(204);

    assertThat(grouping.asked(DismissLikenessRequest.class).getLikeProblemId()).isEqualTo(7);
  }

  @Test
  void refusalsKeepTheirSentences() {
    String moving = "events of problem 1 are still being moved (45 %); try again in a moment";
    grouping.willRefuse(Status.FAILED_PRECONDITION.withDescription(moving));
    assertThat(
            api.post("/problems/1/merge", ids("problem_ids", 2))
                .isProblem(409, "conflict")
                .json()
                .getString("detail"))
        .isEqualTo(moving);
    grouping.willRefuse(Status.NOT_FOUND.withDescription("there is no problem 1"));
    api.post("/problems/1/unmerge", null).isProblem(404, "not_found");
    grouping.willRefuse(Status.INVALID_ARGUMENT.withDescription("of different projects"));
    api.post("/problems/1/merge", ids("problem_ids", 2)).isProblem(422, "unprocessable");
    grouping.willRefuse(Status.UNAVAILABLE);
    api.post("/problems/1/undo-split", null).isProblem(503, "unavailable");
  }

  @Test
  void correctionsNeedTheScopeToWrite() {
    JsonObject key =
        new JsonObject()
            .put("name", "reader")
            .put("scopes", new JsonArray().add("problems:read").add("projects:read"));
    String secret = api.post("/api-keys", key).is(201).json().getString("secret");
    Api reader = Api.anonymous(servers).with("Authorization", "Bearer " + secret);

    reader.post("/problems/1/merge", ids("problem_ids", 2)).isProblem(403, "forbidden");
    reader.post("/problems/1/unmerge", null).isProblem(403, "forbidden");
    reader.put("/projects/shop/grouping", update(3)).isProblem(403, "forbidden");
    reader.post("/projects/shop/grouping/try", wanted()).isProblem(403, "forbidden");
  }

  @Test
  void showsSettingsWithTheirChanges() {
    GroupingSettings now =
        GroupingSettings.newBuilder()
            .setVersion(2)
            .setPreviousVersion(1)
            .setTransitionEndsAt(Timestamps.fromSeconds(90))
            .setRules("type:*Timeout -> timeout")
            .setNearMatching(true)
            .setSameFrom(0.9f)
            .setRevision(3)
            .setUpdatedAt(Timestamps.fromSeconds(60))
            .setUpdatedBy("Ada")
            .build();
    grouping.willAnswer(
        GetSettingsResponse.newBuilder()
            .setSettings(now)
            .setNewestVersion(2)
            .setDefaultSameFrom(0.87)
            .setDefaultPerhapsFrom(0.6)
            .addChanges(
                SettingsChange.newBuilder()
                    .setRevision(3)
                    .setAt(Timestamps.fromSeconds(60))
                    .setActorName("Ada")
                    .setSettings(now))
            .build());

    JsonObject shown = api.get("/projects/shop/grouping").is(200).json();

    assertThat(grouping.asked(GetSettingsRequest.class).getProjectId()).isEqualTo(shop);
    JsonObject settings = shown.getJsonObject("settings");
    assertThat(settings.getString("transition_ends_at")).isEqualTo("1970-01-01T00:01:30Z");
    assertThat(settings.getDouble("same_from")).isEqualTo(0.9);
    assertThat(settings.getValue("perhaps_from")).isNull();
    assertThat(shown.getDouble("default_perhaps_from")).isEqualTo(0.6);
    JsonObject change = shown.getJsonArray("changes").getJsonObject(0);
    assertThat(change.getValue("user_id")).isNull();
    assertThat(change.getJsonObject("settings")).isEqualTo(settings);
    api.get("/projects/nowhere/grouping").isProblem(404, "not_found");
  }

  @Test
  void settingsAreReplacedFromAKnownRevisionOnly() {
    grouping.willAnswer(
        UpdateSettingsResponse.newBuilder()
            .setSettings(GroupingSettings.newBuilder().setVersion(2).setRevision(4))
            .build());

    JsonObject saved =
        api.put("/projects/shop/grouping", update(3).put("same_from", 0.95)).is(200).json();

    assertThat(saved.getLong("revision")).isEqualTo(4);
    assertThat(saved.getValue("updated_at")).isNull();
    UpdateSettingsRequest asked = grouping.asked(UpdateSettingsRequest.class);
    assertThat(asked.getExpectedRevision()).isEqualTo(3);
    assertThat(asked.getSettings().getSameFrom()).isEqualTo(0.95);
    assertThat(asked.getSettings().getPerhapsFrom()).isZero();
    grouping.willRefuse(Status.ABORTED.withDescription("the settings were changed since"));
    api.put("/projects/shop/grouping", update(3)).isProblem(409, "stale_revision");
    api.put("/projects/shop/grouping", update(3).put("same_from", 1.5))
        .isProblem(400, "invalid_request");
    api.put("/projects/shop/grouping", wanted()).isProblem(400, "invalid_request");
  }

  @Test
  void rulesThatCannotBeReadAreToldByLine() {
    grouping.willRefuse(
        Status.INVALID_ARGUMENT.withDescription(
            "rules: line 2, column 5: The arrow -> is missing; or a word; rules: line 4, column 1: There is no matcher."));

    JsonArray errors =
        api.put("/projects/shop/grouping", update(3))
            .isProblem(422, "unprocessable")
            .names("body", "rules")
            .json()
            .getJsonArray("errors");

    assertThat(errors)
        .extracting(error -> ((JsonObject) error).getString("detail"))
        .containsExactly(
            "line 2, column 5: The arrow -> is missing; or a word",
            "line 4, column 1: There is no matcher.");
    grouping.willRefuse(Status.INVALID_ARGUMENT.withDescription("there is no version 9"));
    api.post("/projects/shop/grouping/try", wanted()).isProblem(422, "unprocessable");
  }

  @Test
  void triesSettingsOnStoredEvents() {
    TriedProblem one = TriedProblem.newBuilder().setProblemId(4).setEvents(14).build();
    grouping.willAnswer(
        TrySettingsResponse.newBuilder()
            .setTriedEvents(100)
            .setTriedProblems(6)
            .setChangedEvents(14)
            .addJoins(
                TriedGroup.newBuilder()
                    .setRule("type:A -> b")
                    .setEvents(14)
                    .addProblems(one)
                    .setGroups(1))
            .addSplits(TriedGroup.newBuilder().setEvents(3).addProblems(one).setGroups(2))
            .addRules(TriedRule.newBuilder().setRule("type:A -> b").setLine(1).setEvents(14))
            .build());

    JsonObject result = api.post("/projects/shop/grouping/try", wanted()).is(200).json();

    assertThat(grouping.asked(TrySettingsRequest.class).getMostEvents()).isEqualTo(5000);
    JsonObject join = result.getJsonArray("joins").getJsonObject(0);
    assertThat(join.getJsonArray("problems").getJsonObject(0).getLong("problem_id")).isEqualTo(4);
    assertThat(result.getJsonArray("splits").getJsonObject(0).getValue("rule")).isNull();
    assertThat(result.getJsonArray("rules").getJsonObject(0).getLong("line")).isEqualTo(1);
  }

  @Test
  void explainsAnEventBesideAnotherProblem() {
    grouping.willAnswer(
        ExplainEventResponse.newBuilder()
            .setFingerprint(FingerprintId.newBuilder().setVersion(2).setHash(bytes(HASH)))
            .setLayer(ExplanationLayer.EXPLANATION_LAYER_TYPE_AND_MESSAGE)
            .addComponents(ExplainedComponent.newBuilder().setKind("type").setName("Timeout"))
            .setException(-1)
            .setMessage("order <num> failed")
            .addFrames(ExplainedFrame.newBuilder().setName("charge").setVerdict("rethrows"))
            .setOrigin(FingerprintOrigin.FINGERPRINT_ORIGIN_NEAR_MATCH)
            .setLikeness(0.91f)
            .setDifference(
                TraceDifference.newBuilder()
                    .setLikeness(0.8)
                    .addFrames(DifferentFrame.newBuilder().setPosition(3).setOnlyInEvent(true)))
            .build());

    JsonObject told = api.get("/events/5/grouping?compare_to=7").is(200).json();

    assertThat(grouping.asked(ExplainEventRequest.class).getCompareProblemId()).isEqualTo(7);
    assertThat(told.getString("hash")).isEqualTo(HASH);
    assertThat(told.getString("layer")).isEqualTo("type_and_message");
    assertThat(told.getString("origin")).isEqualTo("near_match");
    assertThat(told.getDouble("likeness")).isEqualTo(0.91);
    assertThat(told.getValue("exception")).isNull();
    assertThat(told.getValue("leads_to_problem_id")).isNull();
    JsonObject difference = told.getJsonObject("difference");
    assertThat(difference.getJsonArray("frames").getJsonObject(0).getInteger("position"))
        .isEqualTo(3);
    assertThat(difference.getValue("event_type")).isNull();

    grouping.willAnswer(ExplainEventResponse.getDefaultInstance());
    JsonObject bare = api.get("/events/5/grouping").is(200).json();
    assertThat(bare.getValue("layer")).isNull();
    assertThat(bare.getValue("difference")).isNull();
    grouping.willRefuse(Status.FAILED_PRECONDITION.withDescription("its payload was not kept"));
    api.get("/events/5/grouping").isProblem(409, "conflict");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void everyOperationOfGroupingWasSeenToSucceed() {
    Set<String> missing = new TreeSet<>();
    ContractCheck.instance().contract().checked().operations().stream()
        .filter(operation -> operation.getTags().contains("grouping"))
        .map(operation -> operation.getOperationId())
        // Read from tables: CorrectedProblemsTest.
        .filter(id -> !id.equals("listFingerprints"))
        .filter(id -> ContractCheck.instance().seen(id).stream().noneMatch(status -> status < 300))
        .forEach(missing::add);
    assertThat(missing).isEmpty();
  }

  private static JsonObject wanted() {
    return new JsonObject().put("version", 2).put("rules", "").put("near_matching", true);
  }

  private static JsonObject update(long revision) {
    return wanted().put("expected_revision", revision);
  }

  private static JsonObject ids(String name, long... ids) {
    JsonArray list = new JsonArray();
    for (long id : ids) {
      list.add(id);
    }
    return new JsonObject().put(name, list);
  }

  private static SplitPart part(String value, long problem, long count) {
    return SplitPart.newBuilder()
        .setValue(value)
        .setProblemId(problem)
        .setOccurrenceCount(count)
        .build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
