package dev.culprit.ingest.sentry.event;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Value;
import java.util.List;
import java.util.regex.Pattern;

/** What the client wants to group by; a list of nothing but empty texts says nothing. */
final class Fingerprints {
  private static final Pattern DEFAULT = Pattern.compile("\\{\\{\\s{0,8}default\\s{0,8}\\}\\}");

  private Fingerprints() {}

  static void put(Payload payload, Event.Builder event) {
    Value told = payload.value("fingerprint");
    if (told == null) {
      return;
    }
    List<Value> items = told.hasListValue() ? Texts.list(told) : List.of(told);
    List<String> parts =
        items.stream().filter(item -> !Texts.isNull(item)).map(Fingerprints::part).toList();
    if (!parts.stream().allMatch(String::isBlank)) {
      event.addAllFingerprint(parts);
    }
  }

  private static String part(Value item) {
    String text = Texts.any(item);
    return DEFAULT.matcher(text.strip()).matches() ? "{{ default }}" : text;
  }
}
