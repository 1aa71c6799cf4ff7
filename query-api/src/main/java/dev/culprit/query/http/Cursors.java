package dev.culprit.query.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opaque positions in lists: the sort key of the last entry, signed together with the list's name
 * and filters, so that a cursor that was made up or belongs to another list is refused. All
 * instances with the same secret understand each other's.
 */
public final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 10;

  private final SecretKeySpec key;

  public Cursors(String secret) {
    this.key = new SecretKeySpec(("cursors:" + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The list's name must hold everything that decides what is in it and how it is sorted. */
  public String encode(String list, long... position) {
    byte[] payload = bytes(position);
    byte[] signature = sign(list, payload);
    byte[] cursor = Arrays.copyOf(payload, payload.length + SIGNATURE_BYTES);
    System.arraycopy(signature, 0, cursor, payload.length, SIGNATURE_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * The position, with as many numbers as were encoded; an {@link ApiException} when the cursor is
   * not one of this list.
   */
  public long[] decode(String list, String cursor) {
    byte[] bytes = base64(cursor);
    int length = bytes.length - SIGNATURE_BYTES;
    if (length < Long.BYTES || length % Long.BYTES != 0) {
      throw refused();
    }
    byte[] payload = Arrays.copyOf(bytes, length);
    byte[] signature = Arrays.copyOfRange(bytes, length, bytes.length);
    if (!MessageDigest.isEqual(signature, Arrays.copyOf(sign(list, payload), SIGNATURE_BYTES))) {
      throw refused();
    }
    long[] position = new long[length / Long.BYTES];
    ByteBuffer.wrap(payload).asLongBuffer().get(position);
    return position;
  }

  public Optional<long[]> decode(String list, Optional<String> cursor) {
    return cursor.map(text -> decode(list, text));
  }

  private byte[] sign(String list, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(list.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(long... position) {
    ByteBuffer buffer = ByteBuffer.allocate(position.length * Long.BYTES);
    buffer.asLongBuffer().put(position);
    return buffer.array();
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static ApiException refused() {
    return ApiException.of(
        400,
        "invalid_cursor",
        "Invalid cursor",
        "the cursor does not belong to this list with these filters; start without one");
  }
}
