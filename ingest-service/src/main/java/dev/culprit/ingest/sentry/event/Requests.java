package dev.culprit.ingest.sentry.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Value;
import java.net.URLEncoder;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The request of an event, whose parts are texts, objects or pairs. */
final class Requests {
  private Requests() {}

  static void put(MapValue told, Mendings mendings, Event.Builder event) {
    if (told.getEntriesCount() == 0) {
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .setMethod(Texts.scalar(told, "method", "request.method", mendings))
            .setUrl(Texts.scalar(told, "url", "request.url", mendings))
            .setQueryString(query(ValueText.value(told, "query_string"), mendings));
    Value headers = ValueText.value(told, "headers");
    if (headers != null) {
      Pairs.read(
          headers,
          "request.headers",
          mendings,
          (name, value) -> request.addHeaders(named(name, value)));
    }
    cookies(ValueText.value(told, "cookies"), mendings, request);
    Value data = ValueText.value(told, "data");
    if (data != null && !Texts.isNull(data)) {
      request.setBody(data);
    }
    Value env = ValueText.value(told, "env");
    if (env != null) {
      request.setRemoteAddress(ValueText.find(env.getMapValue(), "REMOTE_ADDR"));
    }
    event.setRequest(request);
  }

  private static String query(@Nullable Value told, Mendings mendings) {
    if (told == null) {
      return "";
    }
    if (told.hasStringValue()) {
      String text = told.getStringValue();
      return text.startsWith("?") ? text.substring(1) : text;
    }
    StringJoiner query = new StringJoiner("&");
    Pairs.read(
        told,
        "request.query_string",
        mendings,
        (name, value) ->
            query.add(URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8)));
    return query.toString();
  }

  private static void cookies(
      @Nullable Value told, Mendings mendings, HttpRequest.Builder request) {
    if (told == null) {
      return;
    }
    if (!told.hasStringValue()) {
      Pairs.read(
          told,
          "request.cookies",
          mendings,
          (name, value) -> request.addCookies(named(name, value)));
      return;
    }
    for (String cookie : told.getStringValue().split(";", 200)) {
      int equals = cookie.indexOf('=');
      if (equals > 0) {
        request.addCookies(
            named(cookie.substring(0, equals).strip(), cookie.substring(equals + 1).strip()));
      }
    }
  }

  private static NamedValue named(String name, String value) {
    return NamedValue.newBuilder().setName(name).setValue(value).build();
  }
}
