package dev.culprit.ingest.checkend;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The request of a notice, under the many names that the SDKs have for its parts. */
final class CheckendRequests {
  private static final Set<String> PLACED =
      Set.of(
          "url",
          "method",
          "path",
          "query",
          "query_string",
          "queryString",
          "headers",
          "params",
          "body",
          "data",
          "remoteIp",
          "remote_ip",
          "remoteAddr",
          "remote_addr",
          "ip",
          "userAgent",
          "user_agent",
          "referer",
          "referrer",
          "contentType",
          "content_type",
          "contentLength",
          "content_length",
          "cookies",
          "status",
          "status_code",
          "statusCode",
          "route");

  private CheckendRequests() {}

  static void put(CheckendNotice notice, Event.Builder event) {
    MapValue request = notice.request;
    int status = ValueText.number(request, "status", "status_code", "statusCode");
    if (status == 0) {
      status = ValueText.number(notice.context, "http_status", "status_code", "statusCode");
    }
    event.setHttpStatus(status);
    if (request.getEntriesCount() == 0) {
      return;
    }
    HttpRequest.Builder out = HttpRequest.newBuilder();
    out.setMethod(ValueText.find(request, "method"));
    out.setUrl(ValueText.find(request, "url", "path"));
    out.setRoute(ValueText.find(request, "route"));
    out.setRemoteAddress(
        ValueText.find(request, "remoteIp", "remote_ip", "remoteAddr", "remote_addr", "ip"));
    query(request, out);
    named(ValueText.value(request, "headers"), out, true);
    header(out, "User-Agent", ValueText.find(request, "userAgent", "user_agent"));
    header(out, "Referer", ValueText.find(request, "referer", "referrer"));
    header(out, "Content-Type", ValueText.find(request, "contentType", "content_type"));
    header(out, "Content-Length", ValueText.find(request, "contentLength", "content_length"));
    named(ValueText.value(request, "cookies"), out, false);
    Value params = ValueText.value(request, "params");
    if (params != null && params.hasMapValue()) {
      out.setParams(params.getMapValue());
    }
    Value body = ValueText.value(request, "body");
    body = body == null ? ValueText.value(request, "data") : body;
    if (body != null && body.getKindCase() != Value.KindCase.KIND_NOT_SET) {
      out.setBody(body);
    }
    event.setRequest(out);
    MapValue rest = ValueText.without(request, PLACED);
    if (rest.getEntriesCount() > 0) {
      event.putContexts("request", rest);
    }
  }

  /** A query is a text in some SDKs and a map in others. */
  private static void query(MapValue request, HttpRequest.Builder out) {
    for (String name : new String[] {"query_string", "queryString", "query"}) {
      Value query = ValueText.value(request, name);
      if (query != null && query.hasMapValue()) {
        out.setParams(query.getMapValue());
      } else if (query != null && query.hasStringValue()) {
        String text = query.getStringValue();
        out.setQueryString(text.startsWith("?") ? text.substring(1) : text);
      }
    }
  }

  private static void named(@Nullable Value values, HttpRequest.Builder out, boolean headers) {
    if (values == null || !values.hasMapValue()) {
      return;
    }
    for (MapValue.Entry entry : values.getMapValue().getEntriesList()) {
      if (entry.getValue().hasListValue()) {
        for (Value value : entry.getValue().getListValue().getValuesList()) {
          add(out, headers, entry.getKey(), ValueText.of(value));
        }
      } else {
        add(out, headers, entry.getKey(), ValueText.of(entry.getValue()));
      }
    }
  }

  private static void add(HttpRequest.Builder out, boolean header, String name, String value) {
    NamedValue named = NamedValue.newBuilder().setName(name).setValue(value).build();
    if (header) {
      out.addHeaders(named);
    } else {
      out.addCookies(named);
    }
  }

  private static void header(HttpRequest.Builder out, String name, String value) {
    if (value.isEmpty()) {
      return;
    }
    for (NamedValue header : out.getHeadersList()) {
      if (header.getName().equalsIgnoreCase(name)) {
        return;
      }
    }
    add(out, true, name, value);
  }
}
