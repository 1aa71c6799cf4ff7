package dev.culprit.query.http;

import io.vertx.core.json.JsonObject;

/**
 * One wrong part of a request.
 *
 * @param in path, query, header, cookie or body
 * @param name the parameter, or the JSON pointer of the field without its leading slash
 */
public record FieldError(String in, String name, String detail) {
  JsonObject toJson() {
    return new JsonObject().put("in", in).put("name", name).put("detail", detail);
  }
}
