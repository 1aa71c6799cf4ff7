package dev.culprit.query.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.http.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.Operation;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Holds answers against the contract: the status is described, the body has every required field
 * with the right type, and no field that the contract does not know.
 */
public final class ContractCheck {
  private static ContractCheck instance;

  private final Contract contract;
  private final JsonSchema errorSchema;
  private final Map<String, Set<Integer>> seen = new ConcurrentHashMap<>();

  private ContractCheck() {
    Vertx vertx = Vertx.vertx();
    try {
      contract =
          Contract.load(vertx).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
      vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    errorSchema =
        JsonSchema.of(
            contract
                .checked()
                .getRawContract()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Error"));
  }

  public static synchronized ContractCheck instance() {
    if (instance == null) {
      instance = new ContractCheck();
    }
    return instance;
  }

  public Contract contract() {
    return contract;
  }

  /** The statuses that an operation was seen to answer. */
  public Set<Integer> seen(String operationId) {
    return seen.getOrDefault(operationId, Set.of());
  }

  void check(String method, String path, Reply reply) {
    if (reply.status() >= 400) {
      assertThat(reply.header("Content-Type"))
          .as(reply.toString())
          .isEqualTo("application/problem+json");
      checkBody(errorSchema, reply);
      assertThat(reply.json().getString("code")).isIn(java.util.Arrays.asList(errorCodes()));
    }
    Operation operation = contract.checked().findOperation(path, HttpMethod.valueOf(method));
    if (operation == null) {
      assertThat(reply.status()).as(path).isGreaterThanOrEqualTo(400);
      return;
    }
    seen.computeIfAbsent(operation.getOperationId(), id -> ConcurrentHashMap.newKeySet())
        .add(reply.status());
    if (reply.status() < 400) {
      checkSuccess(operation, reply);
    }
  }

  private void checkSuccess(Operation operation, Reply reply) {
    String what = operation.getOperationId() + " " + reply.status();
    var response = operation.getResponse(reply.status());
    assertThat(response).as(what + " is not described").isNotNull();
    if (response.getContent().isEmpty()) {
      assertThat(reply.text()).as(what).isEmpty();
      return;
    }
    if (response.getContent().containsKey("application/octet-stream")) {
      assertThat(reply.header("Content-Type")).as(what).isEqualTo("application/octet-stream");
      return;
    }
    assertThat(reply.header("Content-Type")).as(what).isEqualTo("application/json");
    checkBody(response.getContent().get("application/json").getSchema(), reply);
  }

  private void checkBody(JsonSchema schema, Reply reply) {
    OutputUnit result =
        contract.checked().getSchemaRepository().validator(schema).validate(reply.json());
    assertThat(result.getValid())
        .as(reply.http().uri() + " " + result.getErrors() + " " + reply.text())
        .isTrue();
    Set<String> undocumented = new TreeSet<>();
    findUndocumented(asJson(schema), reply.json(), "", undocumented);
    assertThat(undocumented).as("undocumented fields of " + reply.http().uri()).isEmpty();
  }

  private String[] errorCodes() {
    String description =
        asJson(errorSchema)
            .getJsonObject("properties")
            .getJsonObject("code")
            .getString("description");
    return description.replaceFirst("(?s).*One of ", "").replaceAll("[.\\s]", "").split(",");
  }

  private static JsonObject asJson(JsonSchema schema) {
    return schema instanceof JsonObject json ? json : new JsonObject(schema.toString());
  }

  private static void findUndocumented(
      JsonObject schema, Object value, String path, Set<String> found) {
    JsonObject properties = schema.getJsonObject("properties");
    if (value instanceof JsonObject object && properties != null && !schema.containsKey("oneOf")) {
      for (String name : object.fieldNames()) {
        if (properties.getJsonObject(name) == null) {
          found.add(path + "/" + name);
        } else {
          findUndocumented(
              properties.getJsonObject(name), object.getValue(name), path + "/" + name, found);
        }
      }
    }
    if (value instanceof JsonArray array && schema.getJsonObject("items") != null) {
      array.forEach(
          item -> findUndocumented(schema.getJsonObject("items"), item, path + "[]", found));
    }
    if (value instanceof JsonObject && schema.getJsonArray("anyOf") != null) {
      findUndocumented(schema.getJsonArray("anyOf").getJsonObject(0), value, path, found);
    }
  }
}
