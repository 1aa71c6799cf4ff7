package dev.culprit.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Base64;

/** Values of attributes and bodies as trees and as text; bounded in depth and number of nodes. */
final class AttributeValues {
  // One deeper than kept, so that the scrubber sees and notes the cut.
  private static final int DEPTH = 9;
  private static final int MOST_NODES = 20_000;
  private static final Value NULL = Value.getDefaultInstance();

  private int nodes;

  private AttributeValues() {}

  static Value tree(AnyValue value) {
    return new AttributeValues().value(value, 1);
  }

  /** A scalar as it reads, a list or map as JSON; empty for nothing. */
  static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case BYTES_VALUE -> base64(value);
      case ARRAY_VALUE, KVLIST_VALUE -> json(tree(value));
      default -> "";
    };
  }

  static boolean isScalar(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE, BOOL_VALUE, INT_VALUE, DOUBLE_VALUE -> true;
      default -> false;
    };
  }

  private static String base64(AnyValue value) {
    return Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
  }

  private Value value(AnyValue value, int depth) {
    nodes++;
    return switch (value.getValueCase()) {
      case STRING_VALUE -> text(value.getStringValue());
      case BOOL_VALUE -> Value.newBuilder().setBoolValue(value.getBoolValue()).build();
      case INT_VALUE -> Value.newBuilder().setIntValue(value.getIntValue()).build();
      case DOUBLE_VALUE ->
          Double.isFinite(value.getDoubleValue())
              ? Value.newBuilder().setDoubleValue(value.getDoubleValue()).build()
              : text(Double.toString(value.getDoubleValue()));
      case BYTES_VALUE -> text(base64(value));
      case ARRAY_VALUE -> depth > DEPTH ? NULL : list(value, depth);
      case KVLIST_VALUE -> depth > DEPTH ? NULL : map(value, depth);
      default -> NULL;
    };
  }

  private Value list(AnyValue value, int depth) {
    ListValue.Builder list = ListValue.newBuilder();
    for (AnyValue element : value.getArrayValue().getValuesList()) {
      if (nodes >= MOST_NODES) {
        break;
      }
      list.addValues(value(element, depth + 1));
    }
    return Value.newBuilder().setListValue(list).build();
  }

  private Value map(AnyValue value, int depth) {
    MapValue.Builder map = MapValue.newBuilder();
    for (KeyValue entry : value.getKvlistValue().getValuesList()) {
      if (nodes >= MOST_NODES) {
        break;
      }
      map.addEntries(
          MapValue.Entry.newBuilder()
              .setKey(entry.getKey())
              .setValue(value(entry.getValue(), depth + 1)));
    }
    return Value.newBuilder().setMapValue(map).build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static String json(Value tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonTrees.FACTORY.createGenerator(text)) {
      write(tree, json);
    } catch (IOException impossible) {
      throw new IllegalStateException("text in memory can be written", impossible);
    }
    return text.toString();
  }

  private static void write(Value value, JsonGenerator json) throws IOException {
    switch (value.getKindCase()) {
      case STRING_VALUE -> json.writeString(value.getStringValue());
      case BOOL_VALUE -> json.writeBoolean(value.getBoolValue());
      case INT_VALUE -> json.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> json.writeNumber(value.getDoubleValue());
      case LIST_VALUE -> {
        json.writeStartArray();
        for (Value element : value.getListValue().getValuesList()) {
          write(element, json);
        }
        json.writeEndArray();
      }
      case MAP_VALUE -> {
        json.writeStartObject();
        for (MapValue.Entry entry : value.getMapValue().getEntriesList()) {
          json.writeFieldName(entry.getKey());
          write(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case KIND_NOT_SET -> json.writeNull();
    }
  }
}
