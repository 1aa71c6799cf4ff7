package dev.culprit.ingest.sentry.event;

import com.google.protobuf.Timestamp;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;

/** What happened before, as a list or under {@code values}. */
final class Breadcrumbs {
  private Breadcrumbs() {}

  static void put(Payload payload, Clock clock, Event.Builder event) {
    Value told = payload.value("breadcrumbs");
    if (told == null) {
      return;
    }
    Value values = told.hasMapValue() ? ValueText.value(told.getMapValue(), "values") : told;
    if (values == null) {
      return;
    }
    for (Value crumb : Texts.list(values)) {
      if (crumb.hasMapValue()) {
        event.addBreadcrumbs(crumb(crumb.getMapValue(), clock));
      } else {
        payload.mendings.note("an entry of breadcrumbs was not an object and was left out");
      }
    }
  }

  private static Breadcrumb.Builder crumb(MapValue told, Clock clock) {
    Value message = ValueText.value(told, "message");
    Breadcrumb.Builder crumb =
        Breadcrumb.newBuilder()
            .setType(ValueText.find(told, "type"))
            .setCategory(ValueText.find(told, "category"))
            .setLevel(Levels.word(ValueText.find(told, "level")))
            .setMessage(message == null ? "" : Texts.any(message));
    Timestamp at = clock.at(ValueText.value(told, "timestamp"));
    if (at != null) {
      crumb.setAt(at);
    }
    Value data = ValueText.value(told, "data");
    if (data != null && data.getMapValue().getEntriesCount() > 0) {
      crumb.setData(data.getMapValue());
    }
    return crumb;
  }
}
