package dev.culprit.ingest.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The SHA-256 of an ingestion key: all that is ever kept of it. Finding a hash in a table tells an
 * attacker nothing about the key, and equal hashes are compared in constant time.
 */
public final class KeyHash {
  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(KeyHash::sha256);

  private final byte[] bytes;
  private final int hashCode;

  private KeyHash(byte[] bytes) {
    this.bytes = bytes;
    this.hashCode = ByteBuffer.wrap(bytes).getInt();
  }

  public static KeyHash of(String key) {
    return new KeyHash(DIGEST.get().digest(key.getBytes(UTF_8)));
  }

  static KeyHash stored(byte[] hash) {
    return new KeyHash(hash);
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyHash hash && MessageDigest.isEqual(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return hashCode;
  }

  @Override
  public String toString() {
    return "KeyHash[" + Arrays.hashCode(bytes) + "]";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
