package dev.culprit.alert.channel;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets for the database: AES-256-GCM, a fresh nonce each time, bound to the channel so
 * that a sealed secret is of no use in another channel's row.
 */
public final class SecretSealer {
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  public SecretSealer(Secret key) {
    this.key = new SecretKeySpec(parse(key), "AES");
  }

  /** Refuses a key that is not 64 hex digits. */
  public static void requireKey(Secret key) {
    parse(key);
  }

  byte[] seal(long channelId, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, channelId, nonce, secret.value().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(VERSION)
        .put(nonce)
        .put(sealed)
        .array();
  }

  Secret open(long channelId, byte[] sealed) {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
      throw new IllegalStateException("a sealed secret of an unknown form");
    }
    byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
    byte[] body = Arrays.copyOfRange(sealed, 1 + NONCE_BYTES, sealed.length);
    return new Secret(
        new String(run(Cipher.DECRYPT_MODE, channelId, nonce, body), StandardCharsets.UTF_8));
  }

  private byte[] run(int mode, long channelId, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(("channel:" + channelId).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a channel's secret cannot be opened: was CULPRIT_SECRET_KEY changed?", e);
    }
  }

  private static byte[] parse(Secret key) {
    try {
      byte[] bytes = HexFormat.of().parseHex(key.value());
      if (bytes.length == 32) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Reported below; the exception would quote the key.
    }
    throw new ConfigException(
        "CULPRIT_SECRET_KEY must be 64 hex digits, such as from: openssl rand -hex 32");
  }
}
