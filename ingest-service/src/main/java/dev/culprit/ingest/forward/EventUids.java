package dev.culprit.ingest.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The 16 bytes by which an event is told apart from all others: the client's own id when it gave
 * one, so that sending again changes nothing; else a new UUIDv7.
 */
final class EventUids {
  private static final int BYTES = 16;
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(EventUids::sha256);

  private EventUids() {}

  static ByteString of(String clientEventId, Instant receivedAt) {
    if (clientEventId.isEmpty()) {
      return random(receivedAt);
    }
    ByteString uuid = uuid(clientEventId);
    return uuid.isEmpty() ? ofContent(clientEventId.getBytes(UTF_8)) : uuid;
  }

  /** The same bytes for the same content. */
  static ByteString ofContent(byte[] content) {
    return ByteString.copyFrom(DIGEST.get().digest(content), 0, BYTES);
  }

  static ByteString random(Instant receivedAt) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (receivedAt.toEpochMilli() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return bytes(high, low);
  }

  /** The bytes of a UUID written with or without dashes; empty for any other text. */
  private static ByteString uuid(String text) {
    if (text.length() != 32 && text.length() != 36) {
      return ByteString.EMPTY;
    }
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' && text.length() == 36 && (i == 8 || i == 13 || i == 18 || i == 23)) {
        continue;
      }
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return ByteString.EMPTY;
      }
      if (digits++ < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return digits == 32 ? bytes(high, low) : ByteString.EMPTY;
  }

  private static ByteString bytes(long high, long low) {
    return ByteString.copyFrom(ByteBuffer.allocate(BYTES).putLong(high).putLong(low).flip());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
