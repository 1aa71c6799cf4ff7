package dev.culprit.grouping.correction;

import dev.culprit.grouping.problem.FingerprintKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The fingerprint that an event of a split problem has: made of what it had before, the attribute
 * and its value. Stored ones lead to problems, so it must stay as it is for ever.
 */
public final class SplitKey {

  private SplitKey() {}

  public static FingerprintKey derive(FingerprintKey key, SplitAttribute attribute, String value) {
    MessageDigest digest = sha256();
    digest.update(key.hash());
    update(digest, attribute.name());
    update(digest, value);
    return FingerprintKey.of(key.projectId(), key.version(), digest.digest());
  }

  /** With its length, so that what two texts say together is clear. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
