package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.SampleFrame;
import dev.culprit.load.event.Template;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/** Writes events down as Checkend's client libraries do, in the nested form. */
final class CheckendJson {
  private CheckendJson() {}

  static JsonObject write(SampleEvent event) {
    JsonArray backtrace = new JsonArray();
    event.frames().forEach(frame -> backtrace.add(frame(event.language(), frame)));
    JsonArray tags = new JsonArray();
    event.tags().forEach((name, value) -> tags.add(name + ":" + value));
    JsonObject context =
        object(event.context())
            .put("environment", event.environment())
            .put("revision", event.release())
            .put("app_name", "shop");
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("class", event.type())
                .put("message", event.message())
                .put("backtrace", backtrace)
                .put("tags", tags)
                .put("occurred_at", Template.TIME))
        .put("context", context)
        .put("request", request(event))
        .put("user", object(event.user()))
        .put("notifier", notifier(event.language()))
        .put("server", new JsonObject().put("hostname", event.serverName()));
  }

  private static Object frame(SampleEvent.Language language, SampleFrame frame) {
    return switch (language) {
      case RUBY -> "%s:%d:in `%s'".formatted(frame.file(), frame.line(), frame.function());
      case NODE -> "at %s (%s:%d:13)".formatted(frame.function(), frame.file(), frame.line());
      case JAVA ->
          new JsonObject()
              .put("file", frame.file())
              .put("line", frame.line())
              .put("method", frame.module() + "." + frame.function());
    };
  }

  private static JsonObject request(SampleEvent event) {
    return new JsonObject()
        .put("url", "https://shop.example.com/api/items/" + Template.SEQUENCE)
        .put("method", "POST")
        .put("path", "/api/items/" + Template.SEQUENCE)
        .put("headers", object(event.headers()))
        .put("params", object(event.params()))
        .put("remote_ip", event.headers().get("X-Forwarded-For"));
  }

  private static JsonObject notifier(SampleEvent.Language language) {
    String name = language.name().toLowerCase(Locale.ROOT);
    return new JsonObject()
        .put("name", "checkend-" + name)
        .put("version", "1.2.0")
        .put("language", name)
        .put("language_version", "3.3.1");
  }

  private static JsonObject object(Map<String, String> values) {
    JsonObject object = new JsonObject();
    values.forEach(object::put);
    return object;
  }
}
