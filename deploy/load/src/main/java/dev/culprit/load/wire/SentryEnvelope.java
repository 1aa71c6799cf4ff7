package dev.culprit.load.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.SampleFrame;
import dev.culprit.load.event.Template;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Writes events down as Sentry's SDKs do: a line of headers, a line for the item, the event. */
final class SentryEnvelope {
  private static final int RUN_DIGITS = 32 - Template.SEQUENCE.length();

  private SentryEnvelope() {}

  static byte[] write(SampleEvent event) {
    String body = event(event).encode();
    JsonObject headers =
        new JsonObject().put("event_id", eventId(event)).put("sent_at", Template.TIME);
    JsonObject item =
        new JsonObject().put("type", "event").put("length", body.getBytes(UTF_8).length);
    return (headers.encode() + "\n" + item.encode() + "\n" + body + "\n").getBytes(UTF_8);
  }

  /** 32 hex digits: the run's, then the event's number. */
  private static String eventId(SampleEvent event) {
    String run = UUID.nameUUIDFromBytes(event.release().getBytes(UTF_8)).toString();
    return run.replace("-", "").substring(0, RUN_DIGITS) + Template.SEQUENCE;
  }

  private static JsonObject event(SampleEvent event) {
    String language = event.language().name().toLowerCase(Locale.ROOT);
    JsonObject exception =
        new JsonObject()
            .put("type", event.type())
            .put("value", event.message())
            .put("mechanism", new JsonObject().put("type", "generic").put("handled", true))
            .put("stacktrace", new JsonObject().put("frames", frames(event.frames())));
    return new JsonObject()
        .put("event_id", eventId(event))
        .put("timestamp", Template.TIME)
        .put("platform", language)
        .put("level", "error")
        .put("environment", event.environment())
        .put("release", event.release())
        .put("server_name", event.serverName())
        .put("transaction", event.transaction())
        .put("exception", new JsonObject().put("values", new JsonArray().add(exception)))
        .put("request", request(event))
        .put("user", object(event.user()))
        .put("tags", object(event.tags()))
        .put("extra", object(event.context()))
        .put("sdk", new JsonObject().put("name", "sentry." + language).put("version", "8.0.0"));
  }

  /** The crash comes last there. */
  private static JsonArray frames(List<SampleFrame> frames) {
    JsonArray array = new JsonArray();
    for (int i = frames.size() - 1; i >= 0; i--) {
      SampleFrame frame = frames.get(i);
      array.add(
          new JsonObject()
              .put("module", frame.module())
              .put("function", frame.function())
              .put("filename", frame.file())
              .put("lineno", frame.line())
              .put("in_app", frame.inApp()));
    }
    return array;
  }

  private static JsonObject request(SampleEvent event) {
    return new JsonObject()
        .put("url", "https://shop.example.com/api/items/" + Template.SEQUENCE)
        .put("method", "POST")
        .put("headers", object(event.headers()))
        .put("data", object(event.params()));
  }

  private static JsonObject object(Map<String, String> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::put);
    return object;
  }
}
