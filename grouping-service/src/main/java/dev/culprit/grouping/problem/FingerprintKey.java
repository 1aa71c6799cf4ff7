package dev.culprit.grouping.problem;

import dev.culprit.grouping.fingerprint.Fingerprint;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * A fingerprint within its project: what leads to a problem. Its order is the order in which rows
 * are written.
 */
public record FingerprintKey(long projectId, int version, long high, long low)
    implements Comparable<FingerprintKey> {

  private static final Comparator<FingerprintKey> ORDER =
      Comparator.comparingLong(FingerprintKey::projectId)
          .thenComparingInt(FingerprintKey::version)
          .thenComparingLong(FingerprintKey::high)
          .thenComparingLong(FingerprintKey::low);

  public static FingerprintKey of(long projectId, Fingerprint fingerprint) {
    return new FingerprintKey(
        projectId, fingerprint.version(), fingerprint.high(), fingerprint.low());
  }

  public static FingerprintKey of(long projectId, int version, byte[] hash) {
    ByteBuffer buffer = ByteBuffer.wrap(hash);
    return new FingerprintKey(projectId, version, buffer.getLong(), buffer.getLong());
  }

  /** The 16 bytes of the hash. */
  public byte[] hash() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(FingerprintKey other) {
    return ORDER.compare(this, other);
  }
}
