package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.http.JsonAnswers;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.json.JsonObject;

/** Version 3: JSON with {@code id} and {@code url}, or with the {@code message} that is shown. */
final class JsonForm implements Answers {
  private static final String TYPE = "application/json";

  private final NoticeLinks links;

  JsonForm(NoticeLinks links) {
    this.links = links;
  }

  @Override
  public Answer kept(Acceptance acceptance, String id) {
    JsonObject body =
        new JsonObject().put("id", links.id(acceptance, id)).put("url", links.url(acceptance));
    return new Answer(acceptance.committed() ? 201 : 202, TYPE, body.encode());
  }

  @Override
  public Answer refused(Rejection rejection) {
    return error(JsonAnswers.status(rejection), rejection.reason(), rejection.code());
  }

  @Override
  public Answer failed() {
    return error(500, "Something went wrong on the server", "internal");
  }

  private static Answer error(int status, String message, String code) {
    return new Answer(
        status, TYPE, new JsonObject().put("message", message).put("code", code).encode());
  }
}
