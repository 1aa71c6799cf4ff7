package dev.culprit.alert.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.notifier.Messages;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  /** printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 0123456789abcdef */
  @Test
  void isWhatOpensslSays() {
    assertThat(
            WebhookSignature.of(
                new Secret("0123456789abcdef"),
                1_700_000_000L,
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(
            "t=1700000000,v1=9eb18f493f8ec135d9eb2dad817c369bb4e9cbfa818657897a7437c1cd8c3a23");
  }

  @Test
  void theBodySaysWhatHappenedInStableFields() {
    JsonObject body = WebhookBody.of(Messages.spike());

    assertThat(body.fieldNames())
        .containsExactly(
            "version", "type", "notification_id", "project", "incident", "problem", "text", "url");
    assertThat(body.getJsonObject("incident").fieldNames())
        .containsExactly("id", "rule", "environment", "reason", "numbers", "opened_at");
    assertThat(body.getJsonObject("problem").getLong("id")).isEqualTo(9);
    assertThat(body.getString("text"))
        .isEqualTo("[The shop] Spike: OrderError - 142 events in 5 minutes, usually 3.2 (44x)");
  }
}
