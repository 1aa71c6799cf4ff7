package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.IngestServiceGrpc;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.ReportRequest;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import dev.culprit.proto.ingest.v1.Value;
import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.ContractCheck;
import dev.culprit.query.testing.Reply;
import dev.culprit.query.testing.Servers;
import dev.culprit.query.testing.StreamListener;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
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

/**
 * Walks through every operation of the contract against the real services; the client checks each
 * answer against its schema.
 */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractTest {
  private Servers servers;
  private Api api;
  private ManagedChannel ingest;
  private long problemId;
  private long eventId;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.whole(database);
    api = Api.of(servers);
    ingest =
        NettyChannelBuilder.forAddress("127.0.0.1", servers.ingest().grpcPort())
            .usePlaintext()
            .build();
  }

  @AfterAll
  void stop() {
    ingest.shutdownNow();
  }

  @Test
  @Order(1)
  void showsAProjectAndItsKeys() {
    JsonObject created =
        api.post(
                "/projects",
                new JsonObject()
                    .put("name", "Shop")
                    .put("settings", new JsonObject().put("retention_days", 7)))
            .is(201)
            .json();
    assertThat(created.getString("key_secret")).matches("[0-9a-f]{32}");
    assertThat(
            created.getJsonObject("project").getJsonObject("settings").getInteger("retention_days"))
        .isEqualTo(7);
    api.post("/projects", new JsonObject().put("name", "Other").put("slug", "shop"))
        .isProblem(409, "conflict");

    assertThat(api.get("/projects?limit=1").is(200).json().getString("next_cursor")).isNotNull();
    JsonObject ingestAddresses = api.get("/projects/shop").is(200).json().getJsonObject("ingest");
    assertThat(ingestAddresses.getString("http_url")).isEqualTo("http://127.0.0.1:4318");
    assertThat(created.getString("dsn"))
        .isEqualTo(
            ingestAddresses.getString("dsn").replace("KEY", created.getString("key_secret")));
    JsonObject changed =
        api.patch(
                "/projects/shop",
                new JsonObject().put("settings", new JsonObject().put("scrub_ip_addresses", true)))
            .is(200)
            .json();
    assertThat(changed.getJsonObject("settings").getInteger("retention_days")).isEqualTo(7);
    assertThat(changed.getJsonObject("settings").getBoolean("scrub_ip_addresses")).isTrue();

    JsonObject key =
        api.post("/projects/shop/keys", new JsonObject().put("name", "second")).is(201).json();
    long keyId = key.getJsonObject("key").getLong("id");
    assertThat(api.delete("/projects/shop/keys/" + keyId).is(200).json().getString("revoked_at"))
        .isNotNull();
    assertThat(api.get("/projects/shop/keys").is(200).data()).hasSize(2);
    api.delete("/projects/shop/keys/999999").isProblem(404, "not_found");
  }

  @Test
  @Order(2)
  void showsWhatWasReported() {
    var first = report("contract-1", "production", "1.0");
    problemId = first.getProblemId();
    eventId = first.getEventId();
    report("contract-2", "staging", "1.5");

    List<JsonObject> problems =
        api.get(
                "/projects/demo/problems?include=sparkline&query="
                    + Api.encode("payment REFUSED")
                    + "&status=unresolved")
            .is(200)
            .data();
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).getLong("occurrence_count")).isEqualTo(2);
    assertThat(
            problems.get(0).getJsonArray("sparkline").stream()
                .mapToLong(n -> ((Number) n).longValue())
                .sum())
        .isEqualTo(2);
    assertThat(api.get("/projects/demo/problems?release=1.5").is(200).data()).hasSize(1);
    assertThat(api.get("/projects/demo/problems?release=2.0").is(200).data()).isEmpty();

    JsonObject problem = api.get("/problems/" + problemId).is(200).json();
    assertThat(problem.getJsonObject("project").getString("slug")).isEqualTo("demo");
    assertThat(problem.getJsonArray("environments")).hasSize(2);
    assertThat(problem.getJsonArray("releases")).hasSize(2);
    assertThat(problem.getJsonArray("history").getJsonObject(0).getString("kind"))
        .isEqualTo("opened");
    assertThat(api.get("/projects/demo/facets").is(200).json().getJsonArray("environments"))
        .contains("production", "staging");
  }

  @Test
  @Order(3)
  void showsEventsWhole() {
    List<JsonObject> events = api.get("/problems/" + problemId + "/events").is(200).data();
    assertThat(events).hasSize(2);
    assertThat(api.get("/problems/" + problemId + "/events?environment=staging").is(200).data())
        .hasSize(1);

    JsonObject event = api.get("/events/" + eventId).is(200).json();
    JsonObject frame =
        event.getJsonArray("exceptions").getJsonObject(0).getJsonArray("frames").getJsonObject(0);
    assertThat(frame.getJsonObject("vars").getInteger("attempt")).isEqualTo(3);
    assertThat(frame.getString("function")).isEqualTo("charge");
    assertThat(event.getString("client_event_id")).isEqualTo("contract-1");
    assertThat(event.getLong("next_event_id")).isNotNull();
    assertThat(event.getLong("previous_event_id")).isNull();
    assertThat(event.getString("wire")).isEqualTo("grpc");
    assertThat(event.getJsonObject("request").getString("method")).isEqualTo("POST");
    assertThat(event.getJsonArray("breadcrumbs")).hasSize(1);
    assertThat(event.getBoolean("payload_sampled_out")).isFalse();

    assertThat(api.get("/projects/demo/events?client_event_id=contract-1").is(200).data())
        .extracting(found -> found.getLong("id"))
        .containsExactly(eventId);
    assertThat(api.get("/projects/demo/events?client_event_id=nobody").is(200).data()).isEmpty();
  }

  @Test
  @Order(4)
  void showsRatesAndOverview() {
    JsonObject rate = api.get("/problems/" + problemId + "/rate?bucket=minute").is(200).json();
    assertThat(rate.getLong("total")).isEqualTo(2);
    assertThat(rate.getJsonArray("data")).hasSize(60);
    assertThat(
            api.get("/projects/demo/rate?bucket=day&environment=staging")
                .is(200)
                .json()
                .getLong("total"))
        .isEqualTo(1);
    JsonObject overview = api.get("/overview").is(200).json();
    assertThat(overview.getJsonArray("projects")).isNotEmpty();
  }

  @Test
  @Order(5)
  void changesProblems() {
    long ada = api.get("/users").is(200).data().get(0).getLong("id");
    JsonObject changed =
        api.patch(
                "/problems/" + problemId,
                new JsonObject()
                    .put("status", "resolved")
                    .put("assignee_id", ada)
                    .put("add_tags", new JsonArray().add("billing")))
            .is(200)
            .json();
    assertThat(changed.getString("status")).isEqualTo("resolved");
    assertThat(changed.getJsonObject("assignee").getString("email")).isEqualTo(Servers.EMAIL);
    assertThat(changed.getJsonArray("tags")).containsExactly("billing");
    api.patch("/problems/" + problemId, new JsonObject().put("assignee_id", 999))
        .isProblem(422, "unprocessable");
    api.patch("/problems/999999", new JsonObject().put("status", "resolved"))
        .isProblem(404, "not_found");
    assertThat(
            api.patch("/problems/" + problemId, new JsonObject().putNull("assignee_id"))
                .is(200)
                .json()
                .getValue("assignee"))
        .isNull();

    JsonObject bulk =
        new JsonObject()
            .put("problem_ids", new JsonArray().add(problemId).add(999999))
            .put("update", new JsonObject().put("status", "ignored"));
    JsonObject done = api.post("/problems:bulk", bulk).is(200).json();
    assertThat(done.getJsonArray("unknown_ids")).containsExactly(999999);
    assertThat(done.getJsonArray("changed_ids")).hasSize(1);
    api.post("/problems:bulk", new JsonObject().put("problem_ids", new JsonArray().add(1)))
        .isProblem(400, "invalid_request");
    api.post("/problemsbulk", bulk).isProblem(404, "not_found");
  }

  @Test
  @Order(6)
  void keepsRulesAndChannels() {
    JsonObject target =
        new JsonObject().put("kind", "webhook").put("url", "https://example.com/hook");
    JsonObject created =
        api.post(
                "/projects/demo/channels",
                new JsonObject().put("name", "hook").put("target", target))
            .is(201)
            .json();
    assertThat(created.getString("generated_secret")).isNotEmpty();
    long channel = created.getJsonObject("channel").getLong("id");
    api.get("/projects/demo/channels/" + channel).is(200);
    assertThat(
            api.patch("/projects/demo/channels/" + channel, new JsonObject().put("enabled", false))
                .is(200)
                .json()
                .getBoolean("enabled"))
        .isFalse();
    assertThat(api.get("/projects/demo/channels").is(200).data()).isNotEmpty();
    assertThat(
            api.post("/projects/demo/channels/" + channel + "/test", null)
                .is(200)
                .json()
                .getBoolean("delivered"))
        .isFalse();

    JsonObject rule =
        new JsonObject()
            .put("name", "many")
            .put(
                "condition",
                new JsonObject()
                    .put("kind", "threshold")
                    .put("events", 2)
                    .put("window_minutes", 5)
                    .put("scope", "problem"))
            .put("channel_ids", new JsonArray().add(channel));
    JsonObject kept = api.post("/projects/demo/alert-rules", rule).is(201).json();
    long ruleId = kept.getLong("id");
    JsonObject changed =
        api.patch(
                "/projects/demo/alert-rules/" + ruleId, new JsonObject().put("environment", "load"))
            .is(200)
            .json();
    assertThat(changed.getString("environment")).isEqualTo("load");
    assertThat(changed.getJsonObject("condition")).isEqualTo(kept.getJsonObject("condition"));
    api.patch("/projects/demo/alert-rules/" + ruleId, new JsonObject().putNull("environment"))
        .is(200);
    api.get("/projects/demo/alert-rules/" + ruleId).is(200);
    assertThat(api.get("/projects/demo/alert-rules").is(200).data()).isNotEmpty();
    JsonObject spike =
        new JsonObject()
            .put("name", "spikes")
            .put("condition", new JsonObject().put("kind", "spike"));
    long spikeId = api.post("/projects/demo/alert-rules", spike).is(201).json().getLong("id");
    api.delete("/projects/demo/alert-rules/" + spikeId).is(204);
    api.get("/projects/demo/alert-rules/" + spikeId).isProblem(404, "not_found");
    api.post(
            "/projects/demo/alert-rules",
            rule.copy().put("channel_ids", new JsonArray().add(424242)))
        .isProblem(422, "unprocessable");
  }

  @Test
  @Order(7)
  void showsIncidentsAndNotifications() {
    api.patch("/problems/" + problemId, new JsonObject().put("status", "unresolved")).is(200);
    // Alert may learn of the rule a moment later, so events go on until it has.
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              report("burst-" + System.nanoTime(), "production", "1.0");
              return api.get("/incidents?project=demo&state=open").is(200).data().stream()
                  .anyMatch(incident -> incident.getString("rule_name").equals("many"));
            });
    JsonObject incident =
        api.get("/incidents?problem=" + problemId).is(200).data().stream()
            .filter(it -> it.getString("rule_name").equals("many"))
            .findFirst()
            .orElseThrow();
    api.get("/incidents/" + incident.getLong("id")).is(200);
    api.get("/notifications?project=demo&incident=" + incident.getLong("id")).is(200);
    JsonObject closed =
        api.post("/incidents/" + incident.getLong("id") + "/close", null).is(200).json();
    assertThat(closed.getString("state")).isEqualTo("closed");
    assertThat(closed.getString("closed_by")).isEqualTo("API key bootstrap");
    api.post("/incidents/999999/close", null).isProblem(404, "not_found");
    api.get("/notifications?state=pending&limit=1").is(200);
  }

  @Test
  @Order(8)
  void keepsAccounts() {
    JsonObject key =
        api.post(
                "/api-keys",
                new JsonObject()
                    .put("name", "ci")
                    .put("scopes", new JsonArray().add("problems:read")))
            .is(201)
            .json();
    Api ci = Api.anonymous(servers).with("Authorization", "Bearer " + key.getString("secret"));
    ci.get("/projects/demo/problems").is(200);
    ci.get("/projects").isProblem(403, "forbidden");
    api.delete("/api-keys/" + key.getJsonObject("api_key").getLong("id")).is(200);
    ci.get("/projects/demo/problems").isProblem(401, "unauthenticated");
    api.get("/api-keys").is(200);

    JsonObject bob =
        new JsonObject()
            .put("email", "bob@example.com")
            .put("name", "Bob")
            .put("password", "a long password");
    long bobId = api.post("/users", bob).is(201).json().getLong("id");
    api.post("/users", bob).isProblem(409, "conflict");
    Api signedIn = Api.anonymous(servers).signIn("bob@example.com", "a long password");
    signedIn.get("/session").is(200);
    signedIn.get("/api-keys").isProblem(403, "forbidden");
    signedIn
        .put(
            "/session/password",
            new JsonObject()
                .put("current_password", "a long password")
                .put("new_password", "a longer password"))
        .is(204);
    signedIn.delete("/session").is(204);
    signedIn.get("/projects").isProblem(401, "unauthenticated");
    api.delete("/users/" + bobId).is(204);
    Api.anonymous(servers).get("/openapi.json").is(200);
  }

  @Test
  @Order(8)
  void streamsWhatHappens() {
    try (StreamListener listener = new StreamListener(api, "?project=demo")) {
      await().until(listener::isOpen);
      report("streamed", "production", "1.0");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> listener.names().contains("problem_repeated"));
      assertThat(listener.data("problem_repeated").getLong("problem_id")).isEqualTo(problemId);
      api.patch("/problems/" + problemId, new JsonObject().put("status", "resolved")).is(200);
      await().until(() -> listener.names().contains("problem_updated"));
      report("streamed-again", "production", "1.0");
      await().until(() -> listener.names().contains("problem_regressed"));
    }
  }

  @Test
  @Order(8)
  void showsWhatCameBesideEvents() {
    Event.Builder withFile =
        event("with-file", "production", "1.0").toBuilder()
            .addAttachments(
                Attachment.newBuilder()
                    .setName("server.log")
                    .setContentType("text/plain")
                    .setType("event.attachment")
                    .setData(ByteString.copyFromUtf8("it broke")));
    long id = report(withFile.build()).getEventId();

    JsonObject event = api.get("/events/" + id).is(200).json();
    JsonObject file = event.getJsonArray("attachments").getJsonObject(0);
    assertThat(file.getString("name")).isEqualTo("server.log");
    assertThat(file.getInteger("size")).isEqualTo(8);
    Reply download = api.get("/events/" + id + "/attachments/" + file.getLong("id")).is(200);
    assertThat(download.text()).isEqualTo("it broke");
    assertThat(download.header("Content-Disposition")).startsWith("attachment; ");
    assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(api.get("/events/" + eventId).is(200).json().getJsonArray("attachments")).isEmpty();

    assertThat(api.get("/problems/" + problemId + "/feedback").is(200).data()).isEmpty();
    assertThat(api.get("/projects/demo/feedback").is(200).data()).isEmpty();
    assertThat(api.get("/projects/demo/monitors").is(200).data()).isEmpty();
    assertThat(api.get("/projects/demo/releases").is(200).data())
        .anySatisfy(
            release -> {
              assertThat(release.getString("release")).isEqualTo("1.0");
              assertThat(release.getLong("events")).isPositive();
              assertThat(release.getValue("crash_free_rate")).isNull();
            });
    api.get("/projects/demo/lost-events").is(200);
  }

  @Test
  @Order(8)
  void showsWhatIsRelatedAndWhatGatewaysServed() {
    assertThat(api.get("/problems/" + problemId).json().getJsonArray("http_statuses"))
        .contains(500);
    JsonObject related = api.get("/problems/" + problemId + "/related").is(200).json();
    assertThat(related.getJsonArray("siblings")).isEmpty();
    assertThat(api.get("/events/" + eventId + "/related").is(200).json().getJsonArray("events"))
        .isEmpty();
    assertThat(api.get("/projects/demo/gateway-rate").is(200).json().getJsonArray("data"))
        .hasSize(24);
    assertThat(
            api.get("/projects/demo/gateway-breakdown?by=route")
                .is(200)
                .json()
                .getJsonArray("data"))
        .isEmpty();
  }

  @Test
  @Order(8)
  void explainsCausesAndStatuses() {
    assertThat(api.get("/causes").is(200).data()).hasSize(40);
    api.get("/causes/upstream_refused").is(200);
    assertThat(api.get("/http-errors").is(200).data()).isNotEmpty();
    assertThat(api.get("/http-errors/500").is(200).json().getJsonArray("problems")).isNotEmpty();
  }

  @Test
  @Order(8)
  void triesSetsAndExplainsGrouping() {
    JsonObject grouping = api.get("/projects/demo/grouping").is(200).json();
    JsonObject wanted =
        new JsonObject()
            .put("version", grouping.getInteger("newest_version"))
            .put("rules", "type:PaymentException -> pay {{ function }}")
            .put("near_matching", true);
    assertThat(
            api.post("/projects/demo/grouping/try", wanted)
                .is(200)
                .json()
                .getJsonArray("rules")
                .getJsonObject(0)
                .getInteger("events"))
        .isPositive();
    JsonObject update =
        wanted
            .copy()
            .put("expected_revision", grouping.getJsonObject("settings").getLong("revision"));
    api.put("/projects/demo/grouping", update).is(200);
    api.put("/projects/demo/grouping", update).isProblem(409, "stale_revision");
    api.put("/projects/demo/grouping", update.copy().put("rules", "colour:red -> a"))
        .isProblem(422, "unprocessable")
        .names("body", "rules");
    assertThat(api.get("/projects/demo/grouping").is(200).json().getJsonArray("changes"))
        .isNotEmpty();

    JsonObject explanation =
        api.get("/events/" + eventId + "/grouping?compare_to=" + problemId).is(200).json();
    assertThat(explanation.getString("layer")).isEqualTo("rule");
    assertThat(explanation.getString("rule")).isEqualTo(wanted.getString("rules"));
    assertThat(explanation.getJsonArray("frames")).hasSize(1);
    assertThat(api.get("/problems/" + problemId + "/fingerprints").is(200).data()).isNotEmpty();
    api.put(
            "/projects/demo/grouping",
            update
                .put("rules", "")
                .put("expected_revision", update.getLong("expected_revision") + 1))
        .is(200);
  }

  @Test
  @Order(9)
  void deletesProblems() {
    api.delete(
            "/projects/demo/channels/"
                + api.get("/projects/demo/channels").data().get(0).getLong("id"))
        .is(204);
    api.delete("/problems/" + problemId).is(204);
    api.get("/problems/" + problemId).isProblem(404, "not_found");
    api.delete("/problems/" + problemId).isProblem(404, "not_found");
    long again = report("after", "production", "1.0").getProblemId();
    JsonObject all =
        new JsonObject().put("problem_ids", new JsonArray().add(again)).put("delete", true);
    assertThat(api.post("/problems:bulk", all).is(200).json().getJsonArray("changed_ids"))
        .hasSize(1);
  }

  @Test
  @Order(100)
  void everyOperationWasSeenToSucceed() {
    Set<String> missing = new TreeSet<>();
    ContractCheck.instance().contract().checked().operations().stream()
        // Those of grouping have their own walk, against a grouping that answers what it is told
        // to.
        .filter(operation -> !operation.getTags().contains("grouping"))
        .map(operation -> operation.getOperationId())
        .filter(id -> !id.equals("stream"))
        .filter(id -> ContractCheck.instance().seen(id).stream().noneMatch(status -> status < 300))
        .forEach(missing::add);
    assertThat(missing).isEmpty();
  }

  private dev.culprit.proto.ingest.v1.Acknowledgement report(
      String id, String environment, String release) {
    return report(event(id, environment, release));
  }

  private dev.culprit.proto.ingest.v1.Acknowledgement report(Event event) {
    Metadata metadata = new Metadata();
    metadata.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + Servers.INGESTION_KEY);
    return IngestServiceGrpc.newBlockingStub(ingest)
        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata))
        .report(ReportRequest.newBuilder().setEvent(event).build())
        .getAcknowledgement();
  }

  private static Event event(String id, String environment, String release) {
    Value three = Value.newBuilder().setIntValue(3).build();
    MapValue details =
        MapValue.newBuilder()
            .addEntries(MapValue.Entry.newBuilder().setKey("attempt").setValue(three))
            .build();
    return Event.newBuilder()
        .setClientEventId(id)
        .setOccurredAt(Timestamps.fromMillis(System.currentTimeMillis()))
        .setLevel(Level.LEVEL_ERROR)
        .setPlatform("java")
        .setLogger("shop.Payments")
        .setEnvironment(environment)
        .setRelease(release)
        .setServerName("web-1")
        .setTransaction("POST /orders")
        .addExceptions(
            ExceptionInfo.newBuilder()
                .setType("PaymentException")
                .setValue("payment refused")
                .addFrames(
                    Frame.newBuilder()
                        .setFunction("charge")
                        .setModule("shop.Payments")
                        .setFile("Payments.java")
                        .setLine(42)
                        .setInApp(true)
                        .addPreContext("before")
                        .setContextLine("charge(card)")
                        .putVars("attempt", three)))
        .setMessage(
            LogMessage.newBuilder()
                .setFormatted("could not charge")
                .setTemplate("could not {}")
                .addParams("charge"))
        .setRequest(
            HttpRequest.newBuilder()
                .setMethod("POST")
                .setUrl("https://shop.example.com/orders")
                .addHeaders(NamedValue.newBuilder().setName("accept").setValue("*/*"))
                .setParams(details))
        .setHttpStatus(500)
        .setUser(User.newBuilder().setId("7").setEmail("c@example.com").setData(details))
        .putTags("region", "eu")
        .putContexts("runtime", details)
        .addBreadcrumbs(
            Breadcrumb.newBuilder()
                .setAt(Timestamps.fromMillis(0))
                .setCategory("http")
                .setLevel(Level.LEVEL_INFO)
                .setData(details))
        .setSdk(Sdk.newBuilder().setName("test").setVersion("1"))
        .setTraceId("0af7651916cd43dd8448eb211c80319c")
        .build();
  }
}
