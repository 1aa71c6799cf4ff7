package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Value;

/** The request of a notice, which is spread over its context. */
final class NoticeRequests {
  private NoticeRequests() {}

  static void put(MapValue context, Event.Builder event) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .setMethod(ValueText.find(context, "httpMethod"))
            .setUrl(ValueText.find(context, "url"))
            .setRoute(ValueText.find(context, "route"))
            .setRemoteAddress(ValueText.find(context, "remoteAddr", "userAddr"));
    Value headers = ValueText.value(context, "headers");
    if (headers != null) {
      headers
          .getMapValue()
          .getEntriesList()
          .forEach(header -> add(request, header.getKey(), ValueText.of(header.getValue())));
    }
    addMissing(request, "User-Agent", ValueText.find(context, "userAgent"));
    addMissing(request, "Referer", ValueText.find(context, "referer"));
    HttpRequest found = request.build();
    if (!found.equals(HttpRequest.getDefaultInstance())) {
      event.setRequest(found);
    }
  }

  private static void addMissing(HttpRequest.Builder request, String name, String value) {
    boolean told =
        request.getHeadersList().stream()
            .anyMatch(header -> header.getName().equalsIgnoreCase(name));
    if (!told && !value.isEmpty()) {
      add(request, name, value);
    }
  }

  private static void add(HttpRequest.Builder request, String name, String value) {
    request.addHeaders(NamedValue.newBuilder().setName(name).setValue(value));
  }
}
