package dev.culprit.grouping.fingerprint.v2;

import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The first 128 bits of SHA-256 over the version and the components. Lengths go before strings, so
 * that no two lists are hashed alike.
 */
final class PartsHash {

  private static final ThreadLocal<PartsHash> OF_THREAD = ThreadLocal.withInitial(PartsHash::new);
  private static final int LARGEST_KEPT = 64 * 1024;

  private final MessageDigest digest = sha256();
  private byte[] buffer = new byte[8192];
  private int length;

  static long[] of(List<Component> components) {
    return OF_THREAD.get().hash(components);
  }

  private long[] hash(List<Component> components) {
    length = 0;
    buffer[length++] = FingerprintV2.NUMBER;
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      reserve(1);
      buffer[length++] = tag(component.kind());
      put(component.scope());
      put(component.name());
    }
    digest.update(buffer, 0, length);
    if (buffer.length > LARGEST_KEPT) {
      buffer = new byte[LARGEST_KEPT];
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new long[] {hash.getLong(), hash.getLong()};
  }

  private static byte tag(Kind kind) {
    return switch (kind) {
      case CLIENT -> 'C';
      case TYPE -> 'T';
      case FRAME -> 'F';
      case MESSAGE -> 'M';
    };
  }

  @SuppressWarnings("deprecation") // For ASCII, the fastest way into a given array.
  private void put(String text) {
    int chars = text.length();
    reserve(4 + chars);
    if (isAscii(text)) {
      putInt(chars);
      text.getBytes(0, chars, buffer, length);
      length += chars;
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    reserve(4 + bytes.length);
    putInt(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private void putInt(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
