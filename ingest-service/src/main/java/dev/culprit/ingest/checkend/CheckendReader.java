package dev.culprit.ingest.checkend;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.culprit.ingest.checkend.CheckendNotice.BacktraceEntry;
import dev.culprit.ingest.json.JsonBody;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a notice in one pass, nested or flat. Wrong types where the error itself is
 * described are refused by name; beside it they are left out with a note, since losing a detail is
 * better than losing the error. Unknown fields are skipped.
 */
final class CheckendReader {
  private static final int MOST_LINES = 5_000;
  private static final int MOST_TAGS = 200;

  private final JsonParser parser;
  private final CheckendNotice notice = new CheckendNotice();

  private CheckendReader(JsonParser parser) {
    this.parser = parser;
  }

  static CheckendNotice read(byte[] body) {
    return JsonBody.read(
        body,
        parser -> {
          CheckendReader reader = new CheckendReader(parser);
          reader.body();
          return reader.notice;
        });
  }

  private void body() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Refused.malformed("", "The body must be a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "error" -> error(value);
        case "error_class" -> notice.errorClass = text("error_class");
        case "context" -> notice.context = object("context", value);
        case "request" -> notice.request = object("request", value);
        case "user" -> notice.user = object("user", value);
        case "notifier" -> notice.notifier = object("notifier", value);
        case "server" -> notice.server = object("server", value);
        case "environment" -> notice.environment = optionalText();
        default -> errorField(name, value, "");
      }
    }
  }

  private void error(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != JsonToken.START_OBJECT) {
      throw Refused.malformed("error", "must be an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("class")) {
        notice.errorClass = text("error.class");
      } else {
        errorField(name, value, "error.");
      }
    }
  }

  private void errorField(String name, JsonToken value, String prefix) throws IOException {
    switch (name) {
      case "message" -> notice.message = text(prefix + name);
      case "backtrace" -> backtrace(value, prefix + name);
      case "fingerprint" -> fingerprint(value, prefix + name);
      case "tags" -> tags(value);
      case "occurred_at" -> notice.occurredAt = JsonTrees.read(parser);
      case "event_id" -> notice.eventId = optionalText();
      default -> parser.skipChildren();
    }
  }

  /** Text, or a number or truth value as text; null counts as absent. */
  private @Nullable String text(String field) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (!token.isScalarValue()) {
      throw Refused.malformed(field, "must be a string");
    }
    return parser.getText();
  }

  private String optionalText() throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart()) {
      parser.skipChildren();
      return "";
    }
    return token == JsonToken.VALUE_NULL ? "" : parser.getText();
  }

  private MapValue object(String field, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return JsonTrees.read(parser).getMapValue();
    }
    boolean emptyList = false;
    if (token == JsonToken.START_ARRAY) {
      // PHP writes an empty map as an empty list.
      emptyList = JsonTrees.read(parser).getListValue().getValuesCount() == 0;
    }
    if (token != JsonToken.VALUE_NULL && !emptyList) {
      notice.notes.add(field + " was not an object and was left out");
    }
    return MapValue.getDefaultInstance();
  }

  private void backtrace(JsonToken token, String field) throws IOException {
    if (token == JsonToken.VALUE_STRING) {
      parser.getText().lines().limit(MOST_LINES).forEach(this::addLine);
      return;
    }
    if (token == JsonToken.VALUE_NULL) {
      return;
    }
    if (token != JsonToken.START_ARRAY) {
      throw Refused.malformed(field, "must be a list of strings or objects");
    }
    JsonToken entry;
    while ((entry = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (notice.backtrace.size() >= MOST_LINES) {
        parser.skipChildren();
      } else if (entry == JsonToken.VALUE_STRING) {
        addLine(parser.getText());
      } else if (entry == JsonToken.START_OBJECT) {
        MapValue frame = JsonTrees.read(parser).getMapValue();
        notice.backtrace.add(new BacktraceEntry(null, frame));
      } else if (entry != JsonToken.VALUE_NULL) {
        throw Refused.malformed(field, "must be a list of strings or objects");
      }
    }
  }

  private void addLine(String line) {
    if (!line.isBlank()) {
      notice.backtrace.add(new BacktraceEntry(line, null));
    }
  }

  private void fingerprint(JsonToken token, String field) throws IOException {
    if (token == JsonToken.START_ARRAY) {
      Value parts = JsonTrees.read(parser);
      for (Value part : parts.getListValue().getValuesList()) {
        notice.fingerprint.add(ValueText.of(part));
      }
      return;
    }
    String part = text(field);
    if (part != null && !part.isEmpty()) {
      notice.fingerprint.add(part);
    }
  }

  private void tags(JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      notice.tagMap = JsonTrees.read(parser).getMapValue();
    } else if (token == JsonToken.START_ARRAY) {
      for (Value tag : JsonTrees.read(parser).getListValue().getValuesList()) {
        String text = ValueText.of(tag);
        if (!text.isEmpty() && notice.tags.size() < MOST_TAGS) {
          notice.tags.add(text);
        }
      }
    } else if (token == JsonToken.VALUE_STRING && !parser.getText().isEmpty()) {
      notice.tags.add(parser.getText());
    }
  }
}
