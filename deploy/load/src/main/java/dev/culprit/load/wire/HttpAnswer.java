package dev.culprit.load.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** Reads what a server answered; a refusal without a code is told by its status. */
final class HttpAnswer {
  private HttpAnswer() {}

  static Answer read(int status, String body) {
    JsonObject answer = parse(body);
    if (status / 100 == 2) {
      boolean spooled = status == 202;
      return new Answer.Kept(
          number(answer, "id"),
          number(answer, "problem_id"),
          spooled,
          Boolean.TRUE.equals(answer.getValue("deduplicated")));
    }
    Object code = answer.getValue("code");
    return new Answer.Refused(code instanceof String text ? text : "http_" + status);
  }

  private static long number(JsonObject answer, String name) {
    return answer.getValue(name) instanceof Number number ? number.longValue() : 0;
  }

  private static JsonObject parse(String body) {
    try {
      return body.isBlank() ? new JsonObject() : new JsonObject(body);
    } catch (DecodeException notAnObject) {
      return new JsonObject();
    }
  }
}
