package dev.culprit.grouping.event;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of SHA-256 of a stack trace's stored form: what keeps it from being stored
 * twice.
 */
public record StackTraceHash(long high, long low) implements Comparable<StackTraceHash> {

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(StackTraceHash::sha256);

  public static StackTraceHash of(byte[] content) {
    return of(ByteBuffer.wrap(SHA_256.get().digest(content)));
  }

  static StackTraceHash ofBytes(byte[] hash) {
    return of(ByteBuffer.wrap(hash));
  }

  private static StackTraceHash of(ByteBuffer hash) {
    return new StackTraceHash(hash.getLong(), hash.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(StackTraceHash other) {
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
