package dev.culprit.ingest.project;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes ingestion keys: 128 random bits as 32 lower-case hex digits. */
final class KeySecrets {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static boolean isValid(String secret) {
    return secret.length() == 2 * BYTES
        && secret.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
