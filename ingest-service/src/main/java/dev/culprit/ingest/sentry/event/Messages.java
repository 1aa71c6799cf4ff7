package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The message of an event: {@code logentry}, or {@code message} as a text or of the same shape. */
final class Messages {
  private Messages() {}

  static void put(Payload payload, Event.Builder event) {
    LogMessage message = read(payload.value("logentry"), "logentry", payload.mendings);
    if (message == null) {
      message = read(payload.value("message"), "message", payload.mendings);
    }
    if (message != null) {
      event.setMessage(message);
    }
  }

  /** A message that is only there to be read. */
  static LogMessage plain(String text) {
    return LogMessage.newBuilder().setFormatted(text).build();
  }

  private static @Nullable LogMessage read(@Nullable Value told, String field, Mendings mendings) {
    if (told == null) {
      return null;
    }
    if (told.hasMapValue()) {
      return fromObject(told.getMapValue(), field, mendings);
    }
    String text = Texts.scalar(told, field, mendings);
    return text.isBlank() ? null : plain(text);
  }

  private static @Nullable LogMessage fromObject(MapValue object, String field, Mendings mendings) {
    String template = Texts.scalar(object, "message", field + ".message", mendings);
    String formatted = Texts.scalar(object, "formatted", field + ".formatted", mendings);
    if (template.isBlank() && formatted.isBlank()) {
      return null;
    }
    MapValue params = params(ValueText.value(object, "params"));
    List<String> values = new ArrayList<>();
    params.getEntriesList().forEach(param -> values.add(Texts.any(param.getValue())));
    return LogMessage.newBuilder()
        .setTemplate(template)
        .setFormatted(formatted.isBlank() ? Templates.fill(template, params) : formatted)
        .addAllParams(values)
        .build();
  }

  /** Parameters by name, or by nothing when they came as a list. */
  private static MapValue params(@Nullable Value told) {
    if (told == null || told.hasMapValue()) {
      return told == null ? MapValue.getDefaultInstance() : told.getMapValue();
    }
    MapValue.Builder params = MapValue.newBuilder();
    for (Value param : told.hasListValue() ? Texts.list(told) : List.of(told)) {
      params.addEntries(MapValue.Entry.newBuilder().setValue(param));
    }
    return params.build();
  }
}
