package dev.culprit.alert.incident;

import io.vertx.core.json.JsonObject;

/** What a notification says of a problem. */
public record ProblemSummary(
    String title, String message, String culprit, String level, String platform) {

  public JsonObject toJson() {
    return new JsonObject()
        .put("title", title)
        .put("message", message)
        .put("culprit", culprit)
        .put("level", level)
        .put("platform", platform);
  }

  /** Missing fields are empty. */
  public static ProblemSummary fromJson(JsonObject json) {
    return new ProblemSummary(
        json.getString("title", ""),
        json.getString("message", ""),
        json.getString("culprit", ""),
        json.getString("level", ""),
        json.getString("platform", ""));
  }
}
