package dev.culprit.ingest.http;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content coding of a body. Stops inflating as soon as the result is larger than
 * allowed, so a small bomb costs no more than a large honest body.
 */
public final class ContentCoding {
  /** The most bytes that a body may have after inflating. */
  public static final int MOST_INFLATED_BYTES = 4 << 20;

  private static final int CHUNK = 8 << 10;

  private ContentCoding() {}

  /** The plain body; refuses codings that are not served, broken streams and too large bodies. */
  public static byte[] decode(byte[] body, @Nullable String coding) {
    return decode(body, coding, MOST_INFLATED_BYTES);
  }

  /** As above, for wires whose bodies may have another size. */
  public static byte[] decode(byte[] body, @Nullable String coding, int mostInflated) {
    String name = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    return switch (name) {
      // sentry-ruby sends an empty coding for plain bodies.
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> inflate(body, true, mostInflated);
      case "deflate" -> inflate(body, false, mostInflated);
      default ->
          throw new Refused(
              new Rejection.Unsupported(
                  Rejection.Unsupported.Kind.ENCODING,
                  "Content-Encoding must be gzip, deflate or identity"));
    };
  }

  private static byte[] inflate(byte[] body, boolean gzip, int mostInflated) {
    Inflater inflater = gzip ? null : new Inflater(!hasZlibHeader(body));
    try (InputStream in = open(body, inflater)) {
      byte[] out = new byte[Math.min(mostInflated, Math.max(CHUNK, body.length * 6))];
      int size = 0;
      while (true) {
        int read = in.read(out, size, out.length - size);
        if (read < 0) {
          return Arrays.copyOf(out, size);
        }
        size += read;
        if (size == out.length) {
          out = grown(out, mostInflated);
        }
      }
    } catch (IOException broken) {
      throw Refused.malformed("", "The body cannot be inflated: " + broken.getMessage());
    } finally {
      if (inflater != null) {
        inflater.end();
      }
    }
  }

  private static byte[] grown(byte[] out, int mostInflated) {
    if (out.length > mostInflated) {
      throw new Refused(new Rejection.TooLarge("The inflated body", mostInflated));
    }
    return Arrays.copyOf(out, Math.min(mostInflated + 1, out.length * 4));
  }

  private static InputStream open(byte[] body, @Nullable Inflater inflater) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(body);
    return inflater == null
        ? new GZIPInputStream(in, CHUNK)
        : new InflaterInputStream(in, inflater, CHUNK);
  }

  /** By the book deflate has a zlib header; some clients leave it out. */
  private static boolean hasZlibHeader(byte[] body) {
    return body.length >= 2
        && (body[0] & 0x0F) == 8
        && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
  }
}
