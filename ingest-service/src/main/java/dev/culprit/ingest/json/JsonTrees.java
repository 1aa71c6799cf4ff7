package dev.culprit.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.culprit.proto.ingest.v1.ListValue;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads JSON as clients really send it into wire-neutral trees: NaN and infinities become text,
 * what is nested deeper than an event may be is skipped, and trees without end are cut short.
 */
public final class JsonTrees {
  /** The parser settings of all JSON wires. */
  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(8 << 20)
                  .maxNameLength(64 << 10)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  // One deeper than kept, so that the scrubber sees and notes the cut.
  private static final int DEPTH = 9;
  private static final int MOST_NODES = 20_000;
  private static final Value NULL = Value.getDefaultInstance();

  private final JsonParser parser;
  private int nodes;

  private JsonTrees(JsonParser parser) {
    this.parser = parser;
  }

  /** The tree of a JSON text; empty when it is no JSON. */
  public static Optional<Value> parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      Value value = read(parser);
      return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Reads the value that starts at the parser's current token; ends on its last token. */
  public static Value read(JsonParser parser) throws IOException {
    return new JsonTrees(parser).value(1);
  }

  private Value value(int depth) throws IOException {
    nodes++;
    JsonToken token = parser.currentToken();
    if (token == null) {
      return NULL;
    }
    return switch (token) {
      case START_OBJECT -> depth > DEPTH || nodes > MOST_NODES ? skipped() : object(depth);
      case START_ARRAY -> depth > DEPTH || nodes > MOST_NODES ? skipped() : array(depth);
      case VALUE_STRING -> text(parser.getText());
      case VALUE_TRUE, VALUE_FALSE ->
          Value.newBuilder().setBoolValue(token == JsonToken.VALUE_TRUE).build();
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> fraction();
      default -> NULL;
    };
  }

  private Value skipped() throws IOException {
    parser.skipChildren();
    return NULL;
  }

  private Value object(int depth) throws IOException {
    MapValue.Builder map = MapValue.newBuilder();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      Value value = value(depth + 1);
      if (nodes <= MOST_NODES) {
        map.addEntries(MapValue.Entry.newBuilder().setKey(key).setValue(value).build());
      }
    }
    return Value.newBuilder().setMapValue(map.build()).build();
  }

  private Value array(int depth) throws IOException {
    ListValue.Builder list = ListValue.newBuilder();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Value value = value(depth + 1);
      if (nodes <= MOST_NODES) {
        list.addValues(value);
      }
    }
    return Value.newBuilder().setListValue(list.build()).build();
  }

  private Value whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> Value.newBuilder().setIntValue(parser.getLongValue()).build();
      default -> text(parser.getText());
    };
  }

  private Value fraction() throws IOException {
    double number = parser.getDoubleValue();
    return Double.isFinite(number)
        ? Value.newBuilder().setDoubleValue(number).build()
        : text(parser.getText());
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
