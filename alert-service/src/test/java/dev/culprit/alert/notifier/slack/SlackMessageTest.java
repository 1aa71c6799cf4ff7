package dev.culprit.alert.notifier.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.notifier.Messages;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class SlackMessageTest {
  @Test
  void saysWhatWhyAndWhere() {
    JsonObject message = SlackMessage.of(Messages.spike());

    assertThat(
            message.getJsonArray("blocks").getJsonObject(0).getJsonObject("text").getString("text"))
        .isEqualTo("[The shop] Spike: OrderError");
    assertThat(
            message.getJsonArray("blocks").getJsonObject(1).getJsonObject("text").getString("text"))
        .isEqualTo(
            "142 events in 5 minutes, usually 3.2 (44x)\n> cannot place order\nIn OrderService.place\n"
                + "Environment: production\nRule: Spikes");
    assertThat(message.encode()).contains("https://culprit.example/problems/9");
  }

  @Test
  void whatCameWithAnEventMentionsNobodyAndLinksNowhere() {
    JsonObject message = SlackMessage.of(Messages.hostile());

    assertThat(message.getString("text")).contains("&lt;b&gt;&amp;");
    assertThat(message.getJsonArray("blocks").getJsonObject(1).encode())
        .doesNotContain("<!channel>")
        .contains("&lt;!channel&gt;");
  }
}
