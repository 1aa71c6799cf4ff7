package dev.culprit.query.grouping;

import dev.culprit.proto.grouping.v1.ExplainEventResponse;
import dev.culprit.proto.grouping.v1.ExplainedComponent;
import dev.culprit.proto.grouping.v1.ExplainedFrame;
import dev.culprit.proto.grouping.v1.TraceDifference;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Why an event is grouped as it is, as REST tells it. */
final class ExplanationJson {
  private ExplanationJson() {}

  static JsonObject of(ExplainEventResponse told) {
    long leadsTo = told.getLeadsToProblemId();
    return new JsonObject()
        .put("version", told.getFingerprint().getVersion())
        .put("hash", FingerprintHash.text(told.getFingerprint().getHash().toByteArray()))
        .put("leads_to_problem_id", leadsTo == 0 ? null : leadsTo)
        .put("layer", code(told.getLayer(), "EXPLANATION_LAYER_"))
        .put("rule", textOrNull(told.getRule()))
        .put("components", array(told.getComponentsList(), ExplanationJson::component))
        .put("exception", told.getException() < 0 ? null : told.getException())
        .put("message", told.getMessage())
        .put("frames", array(told.getFramesList(), ExplanationJson::frame))
        .put("origin", code(told.getOrigin(), "FINGERPRINT_ORIGIN_"))
        .put("likeness", told.getLikeness() == 0 ? null : Likeness.rounded(told.getLikeness()))
        .put("difference", told.hasDifference() ? difference(told.getDifference()) : null);
  }

  private static JsonObject component(ExplainedComponent component) {
    return new JsonObject()
        .put("kind", component.getKind())
        .put("scope", component.getScope())
        .put("name", component.getName());
  }

  private static JsonObject frame(ExplainedFrame frame) {
    return new JsonObject()
        .put("exception", frame.getException())
        .put("frame", frame.getFrame())
        .put("scope", frame.getScope())
        .put("name", frame.getName())
        .put("in_app", frame.getInApp())
        .put("rule", textOrNull(frame.getRule()))
        .put("verdict", frame.getVerdict());
  }

  private static JsonObject difference(TraceDifference difference) {
    JsonArray frames =
        array(
            difference.getFramesList(),
            frame ->
                new JsonObject()
                    .put("scope", frame.getScope())
                    .put("name", frame.getName())
                    .put("position", frame.getPosition())
                    .put("only_in_event", frame.getOnlyInEvent()));
    return new JsonObject()
        .put("likeness", Likeness.rounded(difference.getLikeness()))
        .put("frames", frames)
        .put("event_type", textOrNull(difference.getEventType()))
        .put("problem_type", textOrNull(difference.getProblemType()));
  }

  /** The value's name without what it shares with the others; null when it says nothing. */
  private static @Nullable String code(Enum<?> value, String prefix) {
    String code = value.name().replace(prefix, "").toLowerCase(Locale.ROOT);
    return code.equals("unspecified") || code.equals("unrecognized") ? null : code;
  }

  private static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static <T> JsonArray array(Collection<T> entries, Function<T, JsonObject> mapping) {
    JsonArray array = new JsonArray();
    entries.forEach(entry -> array.add(mapping.apply(entry)));
    return array;
  }
}
