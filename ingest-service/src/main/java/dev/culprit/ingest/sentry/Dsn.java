package dev.culprit.ingest.sentry;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Of the address that a client is set up with, {@code scheme://KEY[:SECRET]@host/prefix/PROJECT},
 * what tells who it is.
 */
record Dsn(String key, String project) {

  /** Null when the text is no such address. */
  static @Nullable Dsn of(String text) {
    if (text.isEmpty() || text.length() > 2_048) {
      return null;
    }
    try {
      URI uri = new URI(text);
      String user = uri.getUserInfo();
      String path = uri.getPath();
      if (user == null || path == null) {
        return null;
      }
      int colon = user.indexOf(':');
      String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      return new Dsn(
          colon < 0 ? user : user.substring(0, colon),
          trimmed.substring(trimmed.lastIndexOf('/') + 1));
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }
}
