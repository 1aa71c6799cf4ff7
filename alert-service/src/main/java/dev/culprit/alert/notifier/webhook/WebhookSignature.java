package dev.culprit.alert.notifier.webhook;

import dev.culprit.runtime.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The value of {@code Culprit-Signature}: {@code t=UNIX_SECONDS,v1=HEX}, where HEX is HMAC-SHA256
 * over the time, a dot and the body. The time lets receivers refuse what was recorded and sent
 * again.
 */
final class WebhookSignature {
  private WebhookSignature() {}

  static String of(Secret secret, long unixSeconds, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((unixSeconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + unixSeconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HmacSHA256", e);
    }
  }
}
