package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Value;

/** Tags of any shape; the distribution of a release is one more. */
final class Tags {
  private Tags() {}

  static void put(Payload payload, Event.Builder event) {
    String dist = payload.text("dist");
    if (!dist.isBlank()) {
      event.putTags("dist", dist);
    }
    Value told = payload.value("tags");
    if (told != null) {
      Pairs.read(
          told, "tags", payload.mendings, (name, value) -> event.putTags(line(name), line(value)));
    }
  }

  private static String line(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
