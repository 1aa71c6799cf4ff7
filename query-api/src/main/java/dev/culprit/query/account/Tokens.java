package dev.culprit.query.account;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random secrets and what is kept of them. A plain SHA-256 is enough where the secret itself is
 * random: it cannot be guessed, so its hash cannot be reversed.
 */
final class Tokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String API_KEY_PREFIX = "cak_";

  private Tokens() {}

  static String newSession() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
  }

  static String newApiKey() {
    return API_KEY_PREFIX + HexFormat.of().formatHex(random(20));
  }

  static String newPassword() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random(15));
  }

  static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Bound to the session, so that it needs no storage and ends with it. */
  static String csrf(String sessionToken) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(sessionToken.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal("culprit-csrf".getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
