package dev.culprit.ingest.sentry;

import dev.culprit.ingest.http.ContentCoding;
import dev.culprit.ingest.outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The body of the store endpoint: JSON, or as old clients send it base64 of JSON or of its zlib
 * form. What it is shows in its first byte, whatever the headers say.
 */
final class StoreBody {
  private StoreBody() {}

  static byte[] json(byte[] body, int mostInflated) {
    if (isJson(body)) {
      return body;
    }
    byte[] decoded = base64(body);
    return isJson(decoded) ? decoded : ContentCoding.deflated(decoded, mostInflated);
  }

  private static boolean isJson(byte[] body) {
    for (byte b : body) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b == '{';
      }
    }
    return false;
  }

  private static byte[] base64(byte[] body) {
    if (body.length == 0) {
      throw Refused.malformed("", "The body is empty");
    }
    try {
      return Base64.getMimeDecoder().decode(new String(body, StandardCharsets.ISO_8859_1).strip());
    } catch (IllegalArgumentException notBase64) {
      throw Refused.malformed("", "The body is neither JSON nor base64");
    }
  }
}
