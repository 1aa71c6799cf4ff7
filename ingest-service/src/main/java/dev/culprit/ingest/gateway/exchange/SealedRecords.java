package dev.culprit.ingest.gateway.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.proto.ingest.v1.Proxy;
import dev.culprit.runtime.config.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from instance to instance. They are not scrubbed yet, since scrubbed ones
 * could not be read again, so they are sealed with the token that all instances share: in the
 * database nobody can read them.
 */
final class SealedRecords {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_RECORDS = 64;

  private final SecretKeySpec sealing;
  private final SecretKeySpec matching;
  private final SecureRandom random = new SecureRandom();

  SealedRecords(Secret token) {
    this.sealing = key("gateway records", token);
    this.matching = key("gateway match words", token);
  }

  private static SecretKeySpec key(String purpose, Secret token) {
    return new SecretKeySpec(sha256((purpose + "\0" + token.value()).getBytes(UTF_8)), "AES");
  }

  /** The same number for the same word at all instances; tells nothing about the word. */
  long match(String word) {
    byte[] text = word.getBytes(UTF_8);
    byte[] keyed = Arrays.copyOf(matching.getEncoded(), KEY_BYTES + text.length);
    System.arraycopy(text, 0, keyed, KEY_BYTES, text.length);
    return ByteBuffer.wrap(sha256(keyed)).getLong();
  }

  byte[] seal(List<GatewayRecord> records) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(write(records));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("records could not be sealed", e);
    }
  }

  /** None when it was sealed with another token or by a version that wrote it differently. */
  List<GatewayRecord> open(byte[] sealed) {
    if (sealed.length <= NONCE_BYTES) {
      return List.of();
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
      return read(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
    } catch (GeneralSecurityException | IOException | IllegalArgumentException unreadable) {
      return List.of();
    }
  }

  private static byte[] write(List<GatewayRecord> records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(records.size());
      for (GatewayRecord record : records) {
        out.writeInt(record.proxy().getNumber());
        out.writeLong(record.at().toEpochMilli());
        byte[] line = record.raw().getBytes(UTF_8);
        out.writeInt(line.length);
        out.write(line);
      }
    }
    return bytes.toByteArray();
  }

  private static List<GatewayRecord> read(byte[] plain) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain));
    int count = Math.min(MOST_RECORDS, in.readInt());
    List<GatewayRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String proxy = tag(Proxy.forNumber(in.readInt()));
      Instant at = Instant.ofEpochMilli(in.readLong());
      String line = new String(in.readNBytes(in.readInt()), UTF_8);
      LogFormats.read(new LogLine(line, proxy, "", -1, at)).ifPresent(records::add);
    }
    return records;
  }

  /** Some forms are written by several proxies; the tag tells them apart. */
  private static String tag(@Nullable Proxy proxy) {
    return proxy == null ? "" : proxy.name().replace("PROXY_", "").toLowerCase(Locale.ROOT);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
