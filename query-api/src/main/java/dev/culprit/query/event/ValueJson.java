package dev.culprit.query.event;

import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any value as JSON. Numbers that JSON does not have are written as text. */
final class ValueJson {
  private ValueJson() {}

  static @Nullable Object of(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case LIST_VALUE -> of(value.getListValue());
      case MAP_VALUE -> of(value.getMapValue());
      case KIND_NOT_SET -> null;
    };
  }

  static JsonObject of(MapValue map) {
    JsonObject json = new JsonObject();
    map.getEntriesList().forEach(entry -> json.put(entry.getKey(), of(entry.getValue())));
    return json;
  }

  static JsonObject of(Map<String, Value> map) {
    JsonObject json = new JsonObject();
    map.forEach((name, value) -> json.put(name, of(value)));
    return json;
  }

  private static JsonArray of(ListValue list) {
    JsonArray json = new JsonArray();
    list.getValuesList().forEach(value -> json.add(of(value)));
    return json;
  }

  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : String.valueOf(value);
  }
}
