package dev.culprit.ingest.sentry.item;

import dev.culprit.ingest.json.JsonBody;
import dev.culprit.ingest.json.ValueText;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.sentry.event.EventIds;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import dev.culprit.proto.ingest.v1.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the items that are no events. Fields of a wrong type are left out. */
public final class SentryItems {
  private static final int MOST_ENTRIES = 100;

  private SentryItems() {}

  /**
   * The supplements in one item; empty when its type is not kept.
   *
   * @param envelopeEventId 32 hex digits or empty
   * @param sentAt the client's clock when it sent
   * @throws Refused when the payload of a type that is kept is no JSON object
   */
  public static List<Supplement.Builder> decode(
      String type,
      byte[] payload,
      String envelopeEventId,
      @Nullable Instant sentAt,
      Instant receivedAt) {
    ClientClock clock = new ClientClock(sentAt, receivedAt);
    return switch (type) {
      case "client_report" -> losses(object(payload), clock);
      case "session" -> Sessions.update(object(payload), clock);
      case "sessions" -> Sessions.counts(object(payload), clock, MOST_ENTRIES);
      case "check_in" -> List.of(CheckIns.of(object(payload)));
      case "feedback" -> feedback(object(payload), envelopeEventId);
      case "user_report" -> report(object(payload), envelopeEventId);
      default -> List.of();
    };
  }

  /** A run that reports itself by an address, such as {@code …/cron/nightly/KEY?status=ok}. */
  public static Supplement.Builder checkIn(
      String slug, Map<String, String> query, Instant receivedAt) {
    return CheckIns.of(slug, query).setOccurredAt(ClientClock.timestamp(receivedAt));
  }

  private static MapValue object(byte[] payload) {
    Value tree = JsonBody.tree(payload);
    if (!tree.hasMapValue()) {
      throw Refused.malformed("", "The item must be a JSON object");
    }
    return tree.getMapValue();
  }

  private static List<Supplement.Builder> losses(MapValue told, ClientClock clock) {
    Instant at = clock.read(Shapes.field(told, "timestamp"));
    List<Supplement.Builder> losses = new ArrayList<>();
    for (Value value : Shapes.list(Shapes.field(told, "discarded_events"))) {
      MapValue loss = value.getMapValue();
      long quantity = Shapes.field(loss, "quantity").getIntValue();
      String reason = ValueText.find(loss, "reason");
      if (quantity < 1 || reason.isEmpty() || losses.size() == MOST_ENTRIES) {
        continue;
      }
      Supplement.Builder supplement =
          Supplement.newBuilder()
              .setLostEvents(
                  LostEvents.newBuilder()
                      .setReason(reason)
                      .setCategory(ValueText.find(loss, "category"))
                      .setQuantity(quantity));
      if (at != null && clock.isLikely(at)) {
        supplement.setOccurredAt(ClientClock.timestamp(at));
      }
      losses.add(supplement);
    }
    return losses;
  }

  /** The form of today: an event whose context is what the person said. */
  private static List<Supplement.Builder> feedback(MapValue told, String envelopeEventId) {
    MapValue said =
        Shapes.field(Shapes.field(told, "contexts").getMapValue(), "feedback").getMapValue();
    String own = EventIds.plain(ValueText.find(told, "event_id"));
    return List.of(
        Supplement.newBuilder()
            .setFeedback(
                UserFeedback.newBuilder()
                    .setFeedbackId(own.isEmpty() ? envelopeEventId : own)
                    .setClientEventId(EventIds.plain(ValueText.find(said, "associated_event_id")))
                    .setName(ValueText.find(said, "name"))
                    .setEmail(ValueText.find(said, "contact_email"))
                    .setComments(ValueText.find(said, "message"))
                    .setUrl(ValueText.find(said, "url"))));
  }

  private static List<Supplement.Builder> report(MapValue told, String envelopeEventId) {
    String about = EventIds.plain(ValueText.find(told, "event_id"));
    return List.of(
        Supplement.newBuilder()
            .setFeedback(
                UserFeedback.newBuilder()
                    .setClientEventId(about.isEmpty() ? envelopeEventId : about)
                    .setName(ValueText.find(told, "name"))
                    .setEmail(ValueText.find(told, "email"))
                    .setComments(ValueText.find(told, "comments"))));
  }
}
