package dev.culprit.ingest.checkend;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Times as the SDKs write them: RFC 3339 with or without zone, or seconds or milliseconds. */
final class CheckendTimes {
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double FARTHEST = 1e15;

  private CheckendTimes() {}

  static void put(CheckendNotice notice, Event.Builder event) {
    Value value = notice.occurredAt;
    if (value == null || value.getKindCase() == Value.KindCase.KIND_NOT_SET) {
      return;
    }
    try {
      Instant at = read(value);
      event.setOccurredAt(
          Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()));
    } catch (DateTimeException e) {
      notice.notes.add("occurred_at was not a time and was set to the time of receipt");
    }
  }

  private static Instant read(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> text(value.getStringValue().strip());
      case INT_VALUE -> seconds((double) value.getIntValue());
      case DOUBLE_VALUE -> seconds(value.getDoubleValue());
      default -> throw new DateTimeException("not a time");
    };
  }

  private static Instant text(String text) {
    if (text.endsWith("Z") && text.length() < 40) {
      return Instant.parse(text);
    }
    if (text.length() > 40) {
      throw new DateTimeException("not a time");
    }
    String iso = text.indexOf('T') < 0 ? text.replaceFirst(" ", "T") : text;
    int timeAt = iso.indexOf('T');
    boolean zoned = timeAt > 0 && (iso.indexOf('+', timeAt) > 0 || iso.indexOf('-', timeAt) > 0);
    return zoned
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static Instant seconds(double number) {
    double seconds = Math.abs(number) >= MILLISECONDS_FROM ? number / 1_000 : number;
    if (Math.abs(seconds) > FARTHEST) {
      throw new DateTimeException("too far off");
    }
    long whole = (long) Math.floor(seconds);
    return Instant.ofEpochSecond(whole, (long) ((seconds - whole) * 1e9));
  }
}
