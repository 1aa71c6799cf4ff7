package dev.culprit.query.diagnosis;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What history says, in one sentence; {@code code} is one of the contract's closed list. */
public record HistoryDiagnosis(Code code, String sentence) {

  enum Code {
    CRASHED,
    NEVER_STARTED_OR_WRONG_PORT,
    RESTART_WITHOUT_DRAIN,
    ONE_HOST_FIREWALL,
    PROXY_NETWORK,
    SATURATION
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("code", code.name().toLowerCase(Locale.ROOT))
        .put("sentence", sentence);
  }
}
