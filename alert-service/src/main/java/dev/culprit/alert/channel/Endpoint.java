package dev.culprit.alert.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** An address someone typed in, taken apart: http or https, a host, no user part. */
public record Endpoint(boolean isTls, String host, int port, String pathAndQuery) {
  private static final int LONGEST = 2000;

  /** Empty when it is no such address. */
  public static Optional<Endpoint> parse(String url) {
    if (url.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What the Host header says. */
  public String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return port == (isTls ? 443 : 80) ? name : name + ":" + port;
  }

  private static Optional<Endpoint> of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http"))
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getPort() > 65535) {
      return Optional.empty();
    }
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return Optional.of(new Endpoint(tls, host, port, path + query));
  }
}
