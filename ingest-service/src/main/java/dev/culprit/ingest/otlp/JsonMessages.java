package dev.culprit.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.runtime.grpc.MessageParts;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's own JSON form of messages, which differs from protobuf's: ids are hex, names are
 * lowerCamelCase only, unknown fields are ignored. Enums come as numbers or names, 64-bit numbers
 * as numbers or text. A value of the wrong type is left out with a complaint, so that it spoils
 * nothing else; what is not JSON, or no list where a list must be, is refused.
 */
final class JsonMessages {
  private static final int DEEPEST = 100;
  private static final int LONGEST_NUMBER = 100;
  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  private final JsonParser parser;
  private String complaint = "";
  private int parts;

  private JsonMessages(JsonParser parser) {
    this.parser = parser;
  }

  /** Fills the message and gives the first complaint; empty when all was well. */
  static String read(byte[] body, Message.Builder target) {
    if (body.length == 0) {
      return "";
    }
    try (JsonParser parser = JsonTrees.FACTORY.createParser(body)) {
      JsonMessages reader = new JsonMessages(parser);
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refused.malformed("", "The body must be a JSON object");
      }
      reader.object(target, 1);
      if (parser.nextToken() != null) {
        throw Refused.malformed("", "The body goes on after its JSON object");
      }
      return reader.complaint;
    } catch (JsonProcessingException e) {
      throw Refused.malformed("", "The body is not valid JSON: " + firstLine(e));
    } catch (IOException e) {
      throw Refused.malformed("", "The body is not valid UTF-8 JSON");
    }
  }

  private static String firstLine(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 200 ? line.substring(0, 200) : line;
  }

  private static Map<String, FieldDescriptor> fields(Descriptor type) {
    return FIELDS.computeIfAbsent(
        type,
        unknown -> {
          Map<String, FieldDescriptor> fields = new HashMap<>();
          type.getFields().forEach(field -> fields.put(field.getJsonName(), field));
          return fields;
        });
  }

  private void object(Message.Builder target, int depth) throws IOException {
    if (++parts > MessageParts.MOST) {
      throw Refused.malformed("", "The body has more than " + MessageParts.MOST + " parts");
    }
    Map<String, FieldDescriptor> fields = fields(target.getDescriptorForType());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      FieldDescriptor field = fields.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null || token == JsonToken.VALUE_NULL) {
        parser.skipChildren();
      } else if (field.isRepeated()) {
        list(target, field, token, depth);
      } else {
        Object value = value(target, field, token, depth);
        if (value != null) {
          target.setField(field, value);
        }
      }
    }
  }

  private void list(Message.Builder target, FieldDescriptor field, JsonToken token, int depth)
      throws IOException {
    if (token != JsonToken.START_ARRAY) {
      throw Refused.malformed(field.getJsonName(), "must be a list");
    }
    JsonToken element;
    while ((element = parser.nextToken()) != JsonToken.END_ARRAY) {
      Object value = value(target, field, element, depth);
      if (value != null) {
        target.addRepeatedField(field, value);
      }
    }
  }

  /** Null, after a complaint, for what has the wrong type. */
  private @Nullable Object value(
      Message.Builder target, FieldDescriptor field, JsonToken token, int depth)
      throws IOException {
    if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      return message(target, field, token, depth);
    }
    if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      return wrong(field, "must be a single value");
    }
    return switch (field.getJavaType()) {
      case STRING -> text();
      case BOOLEAN ->
          token.isBoolean() ? (Object) parser.getBooleanValue() : wrong(field, "must be a boolean");
      case INT -> whole(field, 32);
      case LONG -> whole(field, 64);
      case DOUBLE -> fraction(field);
      case FLOAT -> {
        Double number = fraction(field);
        yield number == null ? null : (Object) number.floatValue();
      }
      case ENUM -> choice(field, token);
      case BYTE_STRING -> bytes(field);
      case MESSAGE -> null;
    };
  }

  private @Nullable Message message(
      Message.Builder target, FieldDescriptor field, JsonToken token, int depth)
      throws IOException {
    if (token != JsonToken.START_OBJECT || depth >= DEEPEST) {
      parser.skipChildren();
      wrong(field, token == JsonToken.START_OBJECT ? "is nested too deep" : "must be an object");
      return null;
    }
    Message.Builder child = target.newBuilderForField(field);
    object(child, depth + 1);
    return child.build();
  }

  private @Nullable Object wrong(FieldDescriptor field, String why) {
    complaint =
        complaint.isEmpty() ? field.getJsonName() + " " + why + " and was left out" : complaint;
    return null;
  }

  /** Lone surrogates, which JSON can write and UTF-8 cannot, become the replacement character. */
  private String text() throws IOException {
    String text = parser.getText();
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** Signed or unsigned of so many bits; a fraction counts when there is nothing behind its dot. */
  private @Nullable Object whole(FieldDescriptor field, int bits) throws IOException {
    String text = parser.getText();
    try {
      BigInteger number =
          text.length() > LONGEST_NUMBER ? null : exact(new BigDecimal(text.strip()));
      if (number == null || number.bitLength() > bits) {
        return wrong(field, "is out of range");
      }
      return bits == 32 ? (Object) number.intValue() : (Object) number.longValue();
    } catch (ArithmeticException | NumberFormatException e) {
      return wrong(field, "must be a whole number");
    }
  }

  /** Null far beyond any range, where writing out the digits would take for ever. */
  private static @Nullable BigInteger exact(BigDecimal number) {
    return Math.abs((long) number.scale()) > LONGEST_NUMBER ? null : number.toBigIntegerExact();
  }

  private @Nullable Double fraction(FieldDescriptor field) throws IOException {
    try {
      return Double.valueOf(parser.getText().strip());
    } catch (NumberFormatException e) {
      wrong(field, "must be a number");
      return null;
    }
  }

  private @Nullable EnumValueDescriptor choice(FieldDescriptor field, JsonToken token)
      throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      Object number = whole(field, 32);
      return number instanceof Integer known
          ? field.getEnumType().findValueByNumberCreatingIfUnknown(known)
          : null;
    }
    EnumValueDescriptor named = field.getEnumType().findValueByName(parser.getText());
    if (named == null) {
      wrong(field, "must be one of the values of " + field.getEnumType().getName());
    }
    return named;
  }

  private @Nullable Object bytes(FieldDescriptor field) throws IOException {
    String text = parser.getText();
    boolean isId = field.getName().endsWith("trace_id") || field.getName().endsWith("span_id");
    try {
      return ByteString.copyFrom(
          isId
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
    } catch (IllegalArgumentException e) {
      return wrong(field, isId ? "must be hex digits" : "must be base64");
    }
  }
}
