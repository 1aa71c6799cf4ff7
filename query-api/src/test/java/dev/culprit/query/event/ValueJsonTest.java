package dev.culprit.query.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ValueJsonTest {
  @Property
  void writesAnyNumberAndTextAsValidJson(
      @ForAll double number, @ForAll long whole, @ForAll String text) {
    MapValue map =
        MapValue.newBuilder()
            .addEntries(entry("double", Value.newBuilder().setDoubleValue(number)))
            .addEntries(entry("whole", Value.newBuilder().setIntValue(whole)))
            .addEntries(entry("text", Value.newBuilder().setStringValue(text)))
            .build();
    JsonObject read = new JsonObject(ValueJson.of(map).encode());
    assertThat(read.getLong("whole")).isEqualTo(whole);
    assertThat(read.getString("text")).isEqualTo(text);
    assertThat(read.getValue("double")).isNotNull();
  }

  @Test
  void keepsTheOrderAndNulls() {
    MapValue map =
        MapValue.newBuilder()
            .addEntries(entry("z", Value.newBuilder()))
            .addEntries(
                entry(
                    "a",
                    Value.newBuilder()
                        .setListValue(
                            ListValue.newBuilder()
                                .addValues(Value.newBuilder().setBoolValue(true)))))
            .build();
    assertThat(ValueJson.of(map).encode())
        .isEqualTo(new JsonObject().putNull("z").put("a", new JsonArray().add(true)).encode());
  }

  @Test
  void writesWhatJsonDoesNotHaveAsText() {
    assertThat(ValueJson.of(Value.newBuilder().setDoubleValue(Double.NaN).build()))
        .isEqualTo("NaN");
    assertThat(ValueJson.of(Value.newBuilder().setDoubleValue(Double.NEGATIVE_INFINITY).build()))
        .isEqualTo("-Infinity");
  }

  private static MapValue.Entry entry(String key, Value.Builder value) {
    return MapValue.Entry.newBuilder().setKey(key).setValue(value).build();
  }
}
