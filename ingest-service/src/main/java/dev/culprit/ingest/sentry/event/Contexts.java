package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups of details; what of them has a place of its own goes there. */
final class Contexts {
  private static final Set<String> IDS = Set.of("trace_id", "span_id");
  private static final int MOST_IMAGES = 50;

  private Contexts() {}

  static void put(Payload payload, Event.Builder event) {
    for (MapValue.Entry entry : payload.object("contexts").getEntriesList()) {
      MapValue context = context(entry.getValue());
      switch (entry.getKey()) {
        case "trace" -> trace(context, event);
        case "response" -> {
          event.setHttpStatus(Texts.number(context, "status_code"));
          group("response", context, event);
        }
        default -> group(entry.getKey(), context, event);
      }
    }
    group("extra", payload.object("extra"), event);
    group("modules", payload.object("modules"), event);
    images(ValueText.value(payload.object("debug_meta"), "images"), event);
  }

  private static MapValue context(Value told) {
    return told.hasMapValue() || Texts.isNull(told)
        ? told.getMapValue()
        : MapValue.newBuilder()
            .addEntries(MapValue.Entry.newBuilder().setKey("value").setValue(told))
            .build();
  }

  private static void trace(MapValue trace, Event.Builder event) {
    event
        .setTraceId(ValueText.find(trace, "trace_id").replace("-", ""))
        .setSpanId(ValueText.find(trace, "span_id"));
    group("trace", ValueText.without(trace, IDS), event);
  }

  private static void images(@Nullable Value images, Event.Builder event) {
    if (images == null || Texts.list(images).isEmpty()) {
      return;
    }
    ListValue.Builder kept = ListValue.newBuilder();
    Texts.list(images).stream().limit(MOST_IMAGES).forEach(kept::addValues);
    Value list = Value.newBuilder().setListValue(kept).build();
    group(
        "debug_images",
        MapValue.newBuilder()
            .addEntries(MapValue.Entry.newBuilder().setKey("images").setValue(list))
            .build(),
        event);
  }

  private static void group(String name, MapValue values, Event.Builder event) {
    if (values.getEntriesCount() > 0) {
      event.putContexts(name, values);
    }
  }
}
