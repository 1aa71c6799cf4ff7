package dev.culprit.ingest.otlp;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.User;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.List;

/** The HTTP request that was being answered and its user, under their old and new names. */
final class RequestFields {
  private final Attributes attributes;
  private final HttpRequest.Builder request = HttpRequest.newBuilder();

  private RequestFields(Attributes attributes) {
    this.attributes = attributes;
  }

  static void put(Attributes attributes, Event.Builder event) {
    int status = attributes.takeNumber("http.response.status_code", "http.status_code");
    if (status != 0) {
      event.setHttpStatus(status);
    }
    HttpRequest request = new RequestFields(attributes).read();
    if (!request.equals(HttpRequest.getDefaultInstance())) {
      event.setRequest(request);
    }
  }

  static void putUser(Attributes attributes, Event.Builder event) {
    User user =
        User.newBuilder()
            .setId(attributes.take("user.id", "enduser.id"))
            .setEmail(attributes.take("user.email"))
            .setUsername(attributes.take("user.name"))
            .setName(attributes.take("user.full_name"))
            .build();
    if (!user.equals(User.getDefaultInstance())) {
      event.setUser(user);
    }
  }

  private HttpRequest read() {
    String original = attributes.take("http.request.method_original");
    String method = attributes.take("http.request.method", "http.method");
    request.setMethod(original.isEmpty() ? method : original);
    request.setRoute(attributes.take("http.route"));
    request.setRemoteAddress(
        attributes.take(
            "client.address",
            "http.client_ip",
            "network.peer.address",
            "net.sock.peer.addr",
            "net.peer.ip"));
    url();
    headers();
    return request.build();
  }

  private void url() {
    String full = attributes.take("url.full", "http.url");
    String target = attributes.take("http.target");
    int mark = target.indexOf('?');
    String path = attributes.take("url.path");
    String query = attributes.take("url.query");
    if (path.isEmpty()) {
      path = mark < 0 ? target : target.substring(0, mark);
    }
    if (query.isEmpty() && mark >= 0) {
      query = target.substring(mark + 1);
    }
    request.setQueryString(query.startsWith("?") ? query.substring(1) : query);
    if (!full.isEmpty()) {
      request.setUrl(full);
    } else if (!path.isEmpty()) {
      request.setUrl(withHost(path));
    }
  }

  /** The whole address when all of it is known; a host without a scheme becomes the Host header. */
  private String withHost(String path) {
    String scheme = attributes.take("url.scheme", "http.scheme");
    String host =
        attributes.take("server.address", "http.host", "http.server_name", "net.host.name");
    String port = attributes.take("server.port", "net.host.port");
    if (host.isEmpty()) {
      return path;
    }
    boolean usual =
        port.isEmpty()
            || host.endsWith(":" + port)
            || (scheme.equals("http") && port.equals("80"))
            || (scheme.equals("https") && port.equals("443"));
    String authority = usual ? host : host + ":" + port;
    if (scheme.isEmpty()) {
      header("Host", authority);
      return path;
    }
    return scheme + "://" + authority + (path.startsWith("/") ? path : "/" + path);
  }

  private void headers() {
    String userAgent = attributes.take("user_agent.original", "http.user_agent");
    if (!userAgent.isEmpty()) {
      header("User-Agent", userAgent);
    }
    attributes
        .takeUnder("http.request.header.")
        .forEach((name, value) -> values(value).forEach(one -> header(name, one)));
  }

  private static List<String> values(AnyValue value) {
    return value.hasArrayValue()
        ? value.getArrayValue().getValuesList().stream()
            .limit(100)
            .map(AttributeValues::text)
            .toList()
        : List.of(AttributeValues.text(value));
  }

  private void header(String name, String value) {
    request.addHeaders(NamedValue.newBuilder().setName(name).setValue(value));
  }
}
