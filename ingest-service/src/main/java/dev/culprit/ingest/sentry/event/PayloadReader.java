package dev.culprit.ingest.sentry.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.culprit.ingest.json.JsonBody;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.ingest.outcome.Refused;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads an event in one pass, each field bounded by itself so that a huge one costs no other. The
 * names of the oldest clients give way to today's; what has no place in an event is skipped.
 */
final class PayloadReader {
  private static final String OLD_PREFIX = "sentry.interfaces.";
  private static final Set<String> KEPT =
      Set.of(
          "event_id",
          "timestamp",
          "level",
          "platform",
          "logger",
          "environment",
          "release",
          "dist",
          "server_name",
          "transaction",
          "culprit",
          "message",
          "logentry",
          "fingerprint",
          "tags",
          "user",
          "request",
          "contexts",
          "extra",
          "modules",
          "debug_meta",
          "breadcrumbs",
          "sdk");

  private final JsonParser parser;
  private final Payload payload = new Payload();
  private final Set<String> read = new HashSet<>();
  private final StackReader stacks;

  private PayloadReader(JsonParser parser) {
    this.parser = parser;
    this.stacks = new StackReader(parser, payload.mendings);
  }

  static Payload read(byte[] json) {
    return JsonBody.read(
        json,
        parser -> {
          PayloadReader reader = new PayloadReader(parser);
          reader.body();
          return reader.payload;
        });
  }

  private void body() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Refused.malformed("", "The event must be a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String sent = parser.currentName();
      parser.nextToken();
      String name = todaysName(sent);
      boolean isOld = sent.startsWith(OLD_PREFIX);
      if (isOld && read.contains(name)) {
        parser.skipChildren();
      } else {
        field(name);
      }
    }
  }

  private void field(String name) throws IOException {
    switch (name) {
      case "exception" -> payload.exceptions = stacks.entries(name);
      case "threads" -> payload.threads = stacks.entries(name);
      case "stacktrace" -> payload.stack = stacks.stack();
      default -> {
        if (!KEPT.contains(name)) {
          parser.skipChildren();
          return;
        }
        payload.fields.put(name, JsonTrees.read(parser));
      }
    }
    read.add(name);
  }

  private static String todaysName(String name) {
    if (!name.startsWith(OLD_PREFIX)) {
      return name;
    }
    return switch (name.substring(OLD_PREFIX.length())) {
      case "Exception" -> "exception";
      case "Http" -> "request";
      case "User" -> "user";
      case "Message" -> "logentry";
      case "Stacktrace" -> "stacktrace";
      case "Breadcrumbs" -> "breadcrumbs";
      case "Contexts" -> "contexts";
      default -> "";
    };
  }
}
