package dev.culprit.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StorableTextTest {
  @Property
  void isWhatSurvivesUtf8AndHasNoNul(@ForAll String text) {
    boolean survives =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(text);
    assertThat(StorableText.isStorable(text)).isEqualTo(survives && text.indexOf('\0') < 0);
  }

  @Test
  void namesThePlaceOfTheFirstThatIsNot() {
    JsonObject value = new JsonObject().put("tags", new JsonArray().add("fine").add("\ud800"));
    assertThat(StorableText.findUnstorable(value)).contains("tags/1");
    assertThat(StorableText.findUnstorable(new JsonObject().put("a", 1).putNull("b"))).isEmpty();
    assertThat(StorableText.isStorable("😀")).isTrue();
  }
}
