package dev.culprit.ingest.sentry.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads exceptions, threads and stack traces frame by frame, so that a stack of any depth costs no
 * more than the frames that are kept. Lists may come bare, under {@code values}, or as their only
 * entry.
 */
final class StackReader {
  private static final int FRAMES_AT_START = 50;
  private static final int FRAMES_AT_CRASH = 200;
  private static final int ENTRIES_AT_EACH_END = 100;

  private final JsonParser parser;
  private final Mendings mendings;

  StackReader(JsonParser parser, Mendings mendings) {
    this.parser = parser;
    this.mendings = mendings;
  }

  /** Reads the list that starts at the current token. */
  List<StackedEntry> entries(String field) throws IOException {
    Ends<StackedEntry> entries = new Ends<>(ENTRIES_AT_EACH_END, ENTRIES_AT_EACH_END);
    switch (parser.currentToken()) {
      case START_ARRAY -> list(field, entries);
      case START_OBJECT -> object(field, entries, true);
      case VALUE_NULL -> {}
      default -> mendings.note(field + " was not a list and was left out");
    }
    if (entries.omitted() > 0) {
      mendings.note(field + " was cut to " + 2 * ENTRIES_AT_EACH_END + " entries");
    }
    return entries.kept();
  }

  private void list(String field, Ends<StackedEntry> entries) throws IOException {
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token == JsonToken.START_OBJECT) {
        object(field, entries, false);
      } else {
        parser.skipChildren();
        mendings.note("an entry of " + field + " was not an object and was left out");
      }
    }
  }

  /** One entry, or at the outside the object around all of them. */
  private void object(String field, Ends<StackedEntry> entries, boolean outside)
      throws IOException {
    MapValue.Builder fields = MapValue.newBuilder();
    Stack stack = Stack.NONE;
    boolean around = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals("stacktrace")) {
        stack = stack();
      } else if (outside && name.equals("values")) {
        around = true;
        values(field, token, entries);
      } else {
        Value value = JsonTrees.read(parser);
        fields.addEntries(MapValue.Entry.newBuilder().setKey(name).setValue(value));
      }
    }
    boolean isEmpty = fields.getEntriesCount() == 0 && stack.isEmpty();
    if (!around && !(outside && isEmpty)) {
      entries.add(new StackedEntry(fields.build(), stack));
    }
  }

  private void values(String field, JsonToken token, Ends<StackedEntry> entries)
      throws IOException {
    switch (token) {
      case START_ARRAY -> list(field, entries);
      case START_OBJECT -> object(field, entries, false);
      case VALUE_NULL -> {}
      default -> mendings.note(field + ".values was not a list and was left out");
    }
  }

  /** Reads the stack trace that starts at the current token: an object, frames alone, or a text. */
  Stack stack() throws IOException {
    return switch (parser.currentToken()) {
      case START_ARRAY -> frames();
      case START_OBJECT -> stackObject();
      case VALUE_STRING -> new Stack(List.of(), 0, parser.getText());
      case VALUE_NULL -> Stack.NONE;
      default -> {
        mendings.note("a stacktrace was not an object and was left out");
        yield Stack.NONE;
      }
    };
  }

  private Stack stackObject() throws IOException {
    Stack stack = Stack.NONE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isFrames = parser.currentName().equals("frames");
      JsonToken token = parser.nextToken();
      if (isFrames && token == JsonToken.START_ARRAY) {
        stack = frames();
        continue;
      }
      if (isFrames && token != JsonToken.VALUE_NULL) {
        mendings.note("the frames of a stacktrace were not a list and were left out");
      }
      parser.skipChildren();
    }
    return stack;
  }

  private Stack frames() throws IOException {
    Ends<Value> frames = new Ends<>(FRAMES_AT_START, FRAMES_AT_CRASH);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      frames.add(JsonTrees.read(parser));
    }
    if (frames.omitted() > 0) {
      mendings.note("exceptions.frames were cut to " + (FRAMES_AT_START + FRAMES_AT_CRASH));
    }
    return new Stack(new ArrayList<>(frames.kept()), frames.omitted(), "");
  }
}
