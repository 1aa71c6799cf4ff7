package dev.culprit.ingest.airbrake;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The history of the JavaScript notifiers into breadcrumbs; what is shaped otherwise is left. */
final class History {
  private static final Set<String> PLACED = Set.of("type", "date", "severity", "message");

  private History() {}

  static void put(@Nullable Value history, Event.Builder event) {
    if (history == null || !history.hasListValue()) {
      return;
    }
    for (Value entry : history.getListValue().getValuesList()) {
      if (entry.hasMapValue()) {
        event.addBreadcrumbs(breadcrumb(entry.getMapValue()));
      }
    }
  }

  private static Breadcrumb breadcrumb(MapValue entry) {
    String type = ValueText.find(entry, "type");
    Breadcrumb.Builder crumb =
        Breadcrumb.newBuilder()
            .setType(type)
            .setCategory(type.equals("log") ? "console" : type)
            .setMessage(message(type, entry))
            .setLevel(Severities.level(ValueText.find(entry, "severity")));
    time(ValueText.find(entry, "date"), crumb);
    MapValue data = ValueText.without(entry, PLACED);
    if (data.getEntriesCount() > 0) {
      crumb.setData(data);
    }
    return crumb.build();
  }

  private static void time(String date, Breadcrumb.Builder crumb) {
    try {
      Instant at = Instant.parse(date);
      crumb.setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
    } catch (DateTimeException unknown) {
      crumb.clearAt();
    }
  }

  private static String message(String type, MapValue entry) {
    return switch (type) {
      case "log" -> arguments(ValueText.value(entry, "arguments"));
      case "xhr", "fetch" -> ValueText.find(entry, "method") + " " + ValueText.find(entry, "url");
      case "location" -> ValueText.find(entry, "to");
      default -> ValueText.find(entry, "message", "target");
    };
  }

  private static String arguments(@Nullable Value arguments) {
    return arguments == null
        ? ""
        : arguments.getListValue().getValuesList().stream()
            .map(ValueText::of)
            .collect(Collectors.joining(" "));
  }
}
