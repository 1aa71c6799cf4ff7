package dev.culprit.query.dashboard;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent: compressed once at start, known to browsers by a tag of its content. The
 * tag is weak because the plain and the compressed form share it.
 */
record Asset(String contentType, Buffer plain, Buffer gzip, String etag) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "txt", "text/plain; charset=utf-8");

  static Asset of(String name, byte[] content) {
    return new Asset(
        contentType(name),
        Buffer.buffer(content),
        Buffer.buffer(compress(content)),
        "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(content)) + '"');
  }

  /** Whether a file of this name may be sent at all. */
  static boolean isServed(String name) {
    return TYPES.containsKey(extension(name));
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static String contentType(String name) {
    String type = TYPES.get(extension(name));
    if (type == null) {
      throw new IllegalArgumentException("No content type is known for " + name + ".");
    }
    return type;
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
