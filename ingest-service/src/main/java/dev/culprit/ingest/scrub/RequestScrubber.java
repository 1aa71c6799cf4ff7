package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.NamedValue;
import java.util.ArrayList;
import java.util.List;

/** Scrubs the HTTP request: the place where most secrets travel. */
final class RequestScrubber {
  private RequestScrubber() {}

  static HttpRequest scrub(HttpRequest request, EventCleaner cleaner) {
    HttpRequest.Builder out = request.toBuilder();
    out.setMethod(cleaner.word("request.method", request.getMethod(), 16));
    out.setUrl(cleaner.text("request.url", request.getUrl(), 2_048));
    out.setQueryString(cleaner.text("request.query_string", request.getQueryString(), 4_096));
    out.setRoute(cleaner.word("request.route", request.getRoute(), 256));
    out.setRemoteAddress(
        cleaner.rules().ipAddresses()
            ? ""
            : cleaner.word("request.remote_address", request.getRemoteAddress(), 64));
    out.clearHeaders().addAllHeaders(headers(request.getHeadersList(), cleaner));
    out.clearCookies().addAllCookies(cookies(request.getCookiesList(), cleaner));
    if (request.hasParams()) {
      out.setParams(cleaner.trees().scrub("request.params", request.getParams(), Bounds.TREE_SIZE));
    }
    if (request.hasBody()) {
      out.setBody(
          cleaner
              .trees()
              .scrub(
                  "request.body",
                  BodyText.toTree(request.getBody(), Bounds.TREE_SIZE),
                  Bounds.TREE_SIZE));
    }
    return out.build();
  }

  private static List<NamedValue> headers(List<NamedValue> headers, EventCleaner cleaner) {
    List<NamedValue> out = new ArrayList<>(Math.min(headers.size(), Bounds.HEADERS));
    for (NamedValue header : headers) {
      if (out.size() == Bounds.HEADERS) {
        cleaner.notes().add("request.headers were cut to " + Bounds.HEADERS);
        break;
      }
      boolean secret = !header.getValue().isEmpty() && cleaner.isSecretName(header.getName());
      out.add(
          NamedValue.newBuilder()
              .setName(cleaner.word("request.headers", header.getName(), 128))
              .setValue(
                  secret
                      ? EventScrubber.SCRUBBED
                      : cleaner.text("request.headers", header.getValue(), 2_048))
              .build());
    }
    return out;
  }

  /** Which cookies there were helps; what was in them is nobody's business. */
  private static List<NamedValue> cookies(List<NamedValue> cookies, EventCleaner cleaner) {
    List<NamedValue> out = new ArrayList<>(Math.min(cookies.size(), Bounds.HEADERS));
    for (NamedValue cookie : cookies) {
      if (out.size() == Bounds.HEADERS) {
        cleaner.notes().add("request.cookies were cut to " + Bounds.HEADERS);
        break;
      }
      out.add(
          NamedValue.newBuilder()
              .setName(cleaner.word("request.cookies", cookie.getName(), 128))
              .setValue(EventScrubber.SCRUBBED)
              .build());
    }
    return out;
  }
}
