package dev.culprit.query.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id under which an event with a client's own id is kept: that id when it is a UUID, else 16
 * bytes of its SHA-256.
 */
final class EventUid {
  private static final Pattern UUID_FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final Pattern HEX_FORM = Pattern.compile("[0-9a-fA-F]{32}");

  private EventUid() {}

  static UUID of(String clientEventId) {
    if (UUID_FORM.matcher(clientEventId).matches()) {
      return UUID.fromString(clientEventId);
    }
    if (HEX_FORM.matcher(clientEventId).matches()) {
      return new UUID(
          Long.parseUnsignedLong(clientEventId.substring(0, 16), 16),
          Long.parseUnsignedLong(clientEventId.substring(16), 16));
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256(clientEventId));
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
