package dev.culprit.ingest.http;

import com.github.luben.zstd.ZstdInputStream;
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
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content coding of a body. Stops inflating as soon as the result is larger than
 * allowed, so a small bomb costs no more than a large honest body.
 */
public final class ContentCoding {
  /** The most bytes that a body may have after inflating. */
  public static final int MOST_INFLATED_BYTES = 4 << 20;

  private static final int CHUNK = 8 << 10;
  private static final int MOST_CODINGS = 3;

  /** As a power of two: the memory that a few bytes may ask for. */
  private static final int LARGEST_WINDOW = 23;

  private ContentCoding() {}

  /** The plain body; refuses codings that are not served, broken streams and too large bodies. */
  public static byte[] decode(byte[] body, @Nullable String coding) {
    return decode(body, coding, MOST_INFLATED_BYTES);
  }

  /** As above, for wires whose bodies may have another size. */
  public static byte[] decode(byte[] body, @Nullable String coding, int mostInflated) {
    if (coding == null) {
      return body;
    }
    // Listed in the order in which they were applied.
    String[] names = coding.split(",", MOST_CODINGS + 1);
    if (names.length > MOST_CODINGS) {
      throw unsupported();
    }
    byte[] plain = body;
    for (int i = names.length - 1; i >= 0; i--) {
      plain = decodeOne(plain, names[i].strip().toLowerCase(Locale.ROOT), mostInflated);
    }
    return plain;
  }

  private static byte[] decodeOne(byte[] body, String name, int mostInflated) {
    return switch (name) {
      // sentry-ruby sends an empty coding for plain bodies.
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> inflate(body, in -> new GZIPInputStream(in, CHUNK), mostInflated);
      case "deflate" -> deflated(body, mostInflated);
      case "br" -> inflate(body, BrotliInputStream::new, mostInflated);
      case "zstd" ->
          inflate(body, in -> new ZstdInputStream(in).setLongMax(LARGEST_WINDOW), mostInflated);
      default -> throw unsupported();
    };
  }

  private static Refused unsupported() {
    return new Refused(
        new Rejection.Unsupported(
            Rejection.Unsupported.Kind.ENCODING,
            "Content-Encoding must be gzip, deflate, br, zstd or identity"));
  }

  /** Undoes zlib or bare deflate. */
  public static byte[] deflated(byte[] body, int mostInflated) {
    Inflater inflater = new Inflater(!hasZlibHeader(body));
    try {
      return inflate(body, in -> new InflaterInputStream(in, inflater, CHUNK), mostInflated);
    } finally {
      inflater.end();
    }
  }

  /** How a coding is read. */
  private interface Opening {
    InputStream open(InputStream in) throws IOException;
  }

  private static byte[] inflate(byte[] body, Opening coding, int mostInflated) {
    try (InputStream in = coding.open(new ByteArrayInputStream(body))) {
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
    } catch (IOException | IllegalStateException broken) {
      throw Refused.malformed("", "The body cannot be inflated: " + broken.getMessage());
    }
  }

  private static byte[] grown(byte[] out, int mostInflated) {
    if (out.length > mostInflated) {
      throw new Refused(new Rejection.TooLarge("The inflated body", mostInflated));
    }
    return Arrays.copyOf(out, Math.min(mostInflated + 1, out.length * 4));
  }

  /** By the book deflate has a zlib header; some clients leave it out. */
  private static boolean hasZlibHeader(byte[] body) {
    return body.length >= 2
        && (body[0] & 0x0F) == 8
        && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
  }
}
