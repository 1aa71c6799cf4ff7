package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.ContractCheck;
import dev.culprit.query.testing.Reply;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation against every kind of caller who may not use it. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
  private static final Set<String> SCOPES =
      Set.of(
          "projects:read",
          "projects:write",
          "problems:read",
          "problems:write",
          "alerts:read",
          "alerts:write");

  private Servers servers;
  private Api session;
  private Api everyday;

  @BeforeAll
  void start(TestDatabase database) {
    servers = Servers.queryOnly(database);
    session = Api.anonymous(servers).signIn(Servers.EMAIL, Servers.PASSWORD);
    JsonObject bob =
        new JsonObject()
            .put("email", "bob@example.com")
            .put("name", "Bob")
            .put("password", "a long password");
    Api.of(servers).post("/users", bob).is(201);
    everyday = Api.anonymous(servers).signIn("bob@example.com", "a long password");
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  static List<Operation> operations() {
    return ContractCheck.instance().contract().checked().operations();
  }

  static Stream<Operation> closedOperations() {
    return operations().stream().filter(operation -> !isPublic(operation));
  }

  static Stream<Operation> scopedOperations() {
    return closedOperations().filter(operation -> operation.getExtensions().containsKey("x-scope"));
  }

  @ParameterizedTest
  @MethodSource("closedOperations")
  void refusesStrangers(Operation operation) {
    assertThat(
            call(Api.anonymous(servers), operation)
                .isProblem(401, "unauthenticated")
                .header("WWW-Authenticate"))
        .startsWith("Bearer");
  }

  @ParameterizedTest
  @MethodSource("closedOperations")
  void refusesWrongKeys(Operation operation) {
    call(Api.anonymous(servers).with("Authorization", "Bearer nobodys-key"), operation)
        .isProblem(401, "unauthenticated");
    call(Api.anonymous(servers).with("Authorization", "Basic YTpi"), operation)
        .isProblem(401, "unauthenticated");
    call(Api.anonymous(servers).with("Cookie", "culprit_session=made-up"), operation)
        .isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("scopedOperations")
  void refusesKeysWithEveryScopeButTheRightOne(Operation operation) {
    JsonArray scopes = new JsonArray();
    SCOPES.stream()
        .filter(scope -> !scope.equals(operation.getExtensions().get("x-scope")))
        .forEach(scopes::add);
    Reply key =
        Api.of(servers)
            .post("/api-keys", new JsonObject().put("name", "all but one").put("scopes", scopes))
            .is(201);
    Api caller =
        Api.anonymous(servers).with("Authorization", "Bearer " + key.json().getString("secret"));
    call(caller, operation).isProblem(403, "forbidden");
  }

  @ParameterizedTest
  @MethodSource("scopedOperations")
  void letsKeysWithTheRightScopeIn(Operation operation) {
    if (operation.getOperationId().equals("stream")) {
      return;
    }
    JsonArray scopes = new JsonArray().add(operation.getExtensions().get("x-scope"));
    Reply key =
        Api.of(servers)
            .post("/api-keys", new JsonObject().put("name", "only one").put("scopes", scopes))
            .is(201);
    Api caller =
        Api.anonymous(servers).with("Authorization", "Bearer " + key.json().getString("secret"));
    assertThat(call(caller, operation).status()).isNotIn(401, 403);
  }

  @ParameterizedTest
  @MethodSource("closedOperations")
  void asksSessionsForProofOnWrites(Operation operation) {
    if (HttpMethod.GET.equals(operation.getHttpMethod())) {
      return;
    }
    Api forged = Api.anonymous(servers).with("Cookie", session.headers().get("Cookie"));
    call(forged, operation).isProblem(403, "csrf_required");
    call(forged.with("Culprit-Csrf", "wrong"), operation).isProblem(403, "csrf_required");
    call(forged.with("Culprit-Csrf", everyday.headers().get("Culprit-Csrf")), operation)
        .isProblem(403, "csrf_required");
  }

  @Test
  void keepsAdministrationFromEverydayPeople() {
    scopedOperations()
        .filter(operation -> operation.getExtensions().get("x-scope").equals("admin"))
        .forEach(operation -> call(everyday, operation).isProblem(403, "forbidden"));
    everyday.get("/projects").is(200);
  }

  @Test
  void keepsKeysFromWhatIsForPeople() {
    Api.of(servers).delete("/session").isProblem(403, "forbidden");
  }

  @Test
  void namesAScopeForEveryClosedOperation() {
    assertThat(closedOperations())
        .allSatisfy(
            operation ->
                assertThat(operation.getExtensions())
                    .containsAnyOf(
                        java.util.Map.entry("x-session-only", true),
                        java.util.Map.entry(
                            "x-scope", operation.getExtensions().getOrDefault("x-scope", "none"))));
  }

  private static boolean isPublic(Operation operation) {
    return Boolean.TRUE.equals(operation.getExtensions().get("x-public"));
  }

  private static Reply call(Api api, Operation operation) {
    String path =
        operation
            .getAbsoluteOpenAPIPath()
            .replace("/api/v1", "")
            .replace("{project}", "none")
            .replaceAll("\\{[a-z_]+}", "999999");
    return api.send(
        operation.getHttpMethod().name(), path, operation.getRequestBody() == null ? null : "{}");
  }
}
