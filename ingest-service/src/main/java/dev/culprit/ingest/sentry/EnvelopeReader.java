package dev.culprit.ingest.sentry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import dev.culprit.ingest.json.JsonTrees;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.sentry.event.EventIds;
import dev.culprit.proto.ingest.v1.MapValue;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an envelope apart: a line of headers, then items, each a line of headers and a payload,
 * which is as long as its header says or ends with its line. Items that are whole count, whatever
 * stands behind them; each byte is looked at once.
 */
final class EnvelopeReader {
  private static final int MOST_ITEMS = 500;
  private static final int LONGEST_HEADER = 64 << 10;

  private final byte[] bytes;
  private final List<Item> items = new ArrayList<>();
  private int position;
  private boolean isCut;

  private EnvelopeReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Refuses what does not begin with a line of JSON headers. */
  static Envelope read(byte[] bytes) {
    EnvelopeReader reader = new EnvelopeReader(bytes);
    MapValue headers = reader.headers("The envelope's header");
    reader.items();
    return new Envelope(
        EventIds.plain(ValueText.find(headers, "event_id")),
        time(ValueText.find(headers, "sent_at")),
        ValueText.find(headers, "dsn"),
        reader.items,
        reader.isCut);
  }

  private void items() {
    while (items.size() < MOST_ITEMS && skipEmptyLines()) {
      MapValue header;
      try {
        header = headers("An item's header");
      } catch (Refused unreadable) {
        // Without it nobody knows where the next item begins.
        isCut = true;
        return;
      }
      ByteString payload = payload(ValueText.find(header, "length"));
      if (payload == null) {
        isCut = true;
        return;
      }
      items.add(
          new Item(
              ValueText.find(header, "type"),
              ValueText.find(header, "filename"),
              ValueText.find(header, "content_type"),
              ValueText.find(header, "attachment_type"),
              payload));
    }
    isCut |= position < bytes.length && items.size() == MOST_ITEMS;
  }

  private boolean skipEmptyLines() {
    while (position < bytes.length && (bytes[position] == '\n' || bytes[position] == '\r')) {
      position++;
    }
    return position < bytes.length;
  }

  private MapValue headers(String what) {
    int end = lineEnd();
    if (end - position > LONGEST_HEADER) {
      throw Refused.malformed("", what + " is too long");
    }
    try (JsonParser parser = JsonTrees.FACTORY.createParser(bytes, position, end - position)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Refused.malformed("", what + " is not a JSON object");
      }
      MapValue headers = JsonTrees.read(parser).getMapValue();
      position = Math.min(bytes.length, end + 1);
      return headers;
    } catch (IOException e) {
      throw Refused.malformed("", what + " is not valid JSON");
    }
  }

  /** Null when there are fewer bytes than were announced. */
  private @Nullable ByteString payload(String length) {
    int end = length.isEmpty() ? lineEnd() : announcedEnd(length);
    if (end < 0) {
      return null;
    }
    ByteString payload = ByteString.copyFrom(bytes, position, end - position);
    position = Math.min(bytes.length, end + 1);
    return payload;
  }

  /** Where the payload ends; -1 when the length lies. Behind it stands a line's end, or nothing. */
  private int announcedEnd(String length) {
    if (length.length() > 9 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    long end = position + Long.parseLong(length);
    boolean isWhole =
        end == bytes.length
            || (end < bytes.length && (bytes[(int) end] == '\n' || bytes[(int) end] == '\r'));
    return isWhole ? (int) end : -1;
  }

  private int lineEnd() {
    int end = position;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  private static @Nullable Instant time(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
