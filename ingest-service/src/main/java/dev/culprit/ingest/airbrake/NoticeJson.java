package dev.culprit.ingest.airbrake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.culprit.ingest.airbrake.Notice.ReportedError;
import dev.culprit.ingest.json.JsonBody;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a v3 notice in one pass. What has a wrong type is mended or left out with a note as long as
 * an error remains; only a body without errors is refused. Unknown fields are skipped.
 */
final class NoticeJson {
  private static final int MOST_ERRORS = 200;
  private static final int MOST_FRAMES = 5_000;

  private final JsonParser parser;
  private final Notice notice = new Notice();

  private NoticeJson(JsonParser parser) {
    this.parser = parser;
  }

  static Notice read(byte[] body) {
    return JsonBody.read(
        body,
        parser -> {
          NoticeJson reader = new NoticeJson(parser);
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
        case "errors" -> errors(value);
        case "context" -> notice.context = object(name, value);
        case "params" -> notice.params = object(name, value);
        case "session" -> notice.session = object(name, value);
        case "environment" -> notice.environment = object(name, value);
        default -> parser.skipChildren();
      }
    }
    if (notice.errors.isEmpty()) {
      throw Refused.malformed("errors", "must be a list with at least one error");
    }
  }

  private void errors(JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      if (token != JsonToken.VALUE_NULL) {
        notice.notes.add("errors was not a list and was taken as one error");
        error(token);
      }
      return;
    }
    JsonToken entry;
    while ((entry = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (notice.errors.size() < MOST_ERRORS) {
        error(entry);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void error(JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      errorObject();
    } else if (token == JsonToken.START_ARRAY || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      notice.notes.add("an entry of errors was not an object and was left out");
    } else {
      notice.notes.add("an entry of errors was not an object and was taken as its message");
      notice.errors.add(new ReportedError("", parser.getText(), List.of()));
    }
  }

  private void errorObject() throws IOException {
    String type = "";
    String message = "";
    List<Value> backtrace = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> type = text("errors.type");
        case "message" -> message = text("errors.message");
        case "backtrace" -> backtrace = backtrace(value);
        default -> parser.skipChildren();
      }
    }
    notice.errors.add(new ReportedError(type, message, backtrace));
  }

  private String text(String field) throws IOException {
    Value value = JsonTrees.read(parser);
    if (value.hasMapValue() || value.hasListValue()) {
      notice.notes.add(field + " was not a text and was left out");
    }
    return ValueText.of(value);
  }

  private List<Value> backtrace(JsonToken token) throws IOException {
    List<Value> entries = new ArrayList<>();
    if (token == JsonToken.VALUE_STRING) {
      parser
          .getText()
          .lines()
          .limit(MOST_FRAMES)
          .forEach(line -> entries.add(ValueText.value(line)));
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (entries.size() < MOST_FRAMES) {
          entries.add(JsonTrees.read(parser));
        } else {
          parser.skipChildren();
        }
      }
    } else if (token != JsonToken.VALUE_NULL) {
      parser.skipChildren();
      notice.notes.add("errors.backtrace was not a list and was left out");
    }
    return entries;
  }

  private MapValue object(String field, JsonToken token) throws IOException {
    Value value = JsonTrees.read(parser);
    // PHP writes an empty map as an empty list.
    boolean isEmpty =
        token == JsonToken.VALUE_NULL
            || (value.hasListValue() && value.getListValue().getValuesCount() == 0);
    if (!value.hasMapValue() && !isEmpty) {
      notice.notes.add(field + " was not an object and was left out");
    }
    return value.getMapValue();
  }
}
