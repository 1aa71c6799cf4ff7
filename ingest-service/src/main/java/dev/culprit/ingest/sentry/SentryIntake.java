package dev.culprit.ingest.sentry;

import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.EventDecoder;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.sentry.event.EventIds;
import dev.culprit.ingest.sentry.event.SentryEvents;
import dev.culprit.ingest.sentry.item.SentryItems;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.LateAttachment;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the parts of a request on, each on its own: one that is refused does not spoil its
 * neighbours. Belongs to one event loop.
 */
final class SentryIntake {
  private static final int LONGEST_EVENT = 1 << 20;
  private static final int LARGE = 64 << 10;
  private static final String ATTACHMENT = "attachment";

  private final IngestPipeline pipeline;
  private final SupplementSink supplements;
  private final Clock clock;

  SentryIntake(IngestPipeline pipeline, SupplementSink supplements, Clock clock) {
    this.pipeline = pipeline;
    this.supplements = supplements;
    this.clock = clock;
  }

  /** Completes when every part is kept or refused. */
  Future<Submission> accept(ProjectKey key, String secret, Envelope envelope) {
    Submission submission = new Submission();
    List<Future<?>> parts = new ArrayList<>();
    List<Attachment> attachments = attachments(envelope);
    boolean hasEvent = false;
    for (Item item : envelope.items()) {
      if (item.type().equals("event") && !hasEvent) {
        hasEvent = true;
        parts.add(event(secret, envelope, item, attachments, submission));
      } else if (!item.type().equals(ATTACHMENT)) {
        beside(key, secret, envelope, item, parts, submission);
      }
    }
    if (!hasEvent && !envelope.eventId().isEmpty()) {
      attachments.forEach(attachment -> parts.add(late(key, envelope, attachment, submission)));
    }
    if (envelope.isCut() && parts.isEmpty()) {
      Rejection cut =
          new Rejection.Malformed("", "The envelope is cut off or its lengths are wrong");
      parts.add(pipeline.refuse(secret, cut));
      submission.refused(Refusal.ofEvent(cut));
    }
    return Future.all(parts).map(submission);
  }

  /** One event that came without an envelope. */
  Future<Submission> accept(String secret, boolean isLarge, EventDecoder decoder) {
    Submission submission = new Submission();
    return event(secret, isLarge, Wire.WIRE_SENTRY, EventIds.make(), decoder, submission)
        .map(submission);
  }

  /** A report of a browser. */
  Future<Submission> acceptReport(String secret, EventDecoder decoder) {
    Submission submission = new Submission();
    return event(secret, false, Wire.WIRE_CSP, EventIds.make(), decoder, submission)
        .map(submission);
  }

  /** A run that reports itself by its address alone. */
  Future<Submission> acceptCheckIn(ProjectKey key, Supplement.Builder checkIn) {
    Submission submission = new Submission();
    return supplement(key, "check_in", checkIn, submission).map(submission);
  }

  private Future<Void> event(
      String secret,
      Envelope envelope,
      Item item,
      List<Attachment> attachments,
      Submission submission) {
    String fallback = envelope.eventId().isEmpty() ? EventIds.make() : envelope.eventId();
    long size = item.payload().size();
    for (Attachment attachment : attachments) {
      size += attachment.getData().size();
    }
    Instant received = clock.instant();
    return event(
        secret,
        size > LARGE,
        Wire.WIRE_SENTRY,
        fallback,
        () ->
            SentryEvents.decode(bounded(item.payload().toByteArray()), envelope.sentAt(), received)
                .addAllAttachments(attachments),
        submission);
  }

  private Future<Void> event(
      String secret,
      boolean isLarge,
      Wire wire,
      String fallbackId,
      EventDecoder decoder,
      Submission submission) {
    String[] id = {fallbackId};
    EventDecoder withId =
        () -> {
          Event.Builder event = decoder.decode();
          if (event.getClientEventId().isEmpty()) {
            event.setClientEventId(fallbackId);
          }
          id[0] = event.getClientEventId();
          return event;
        };
    return pipeline
        .accept(new Arrival(wire, secret, isLarge, withId))
        .map(
            outcome -> {
              if (outcome instanceof Acceptance) {
                submission.keptEvent(id[0]);
              } else if (outcome instanceof Rejection rejection) {
                submission.refused(Refusal.ofEvent(rejection));
              }
              return null;
            });
  }

  static byte[] bounded(byte[] payload) {
    if (payload.length > LONGEST_EVENT) {
      throw new Refused(new Rejection.TooLarge("The event", LONGEST_EVENT));
    }
    return payload;
  }

  private void beside(
      ProjectKey key,
      String secret,
      Envelope envelope,
      Item item,
      List<Future<?>> parts,
      Submission submission) {
    try {
      List<Supplement.Builder> found =
          SentryItems.decode(
              item.type(),
              bounded(item.payload().toByteArray()),
              envelope.eventId(),
              envelope.sentAt(),
              clock.instant());
      found.forEach(supplement -> parts.add(supplement(key, item.type(), supplement, submission)));
    } catch (Refused refused) {
      submission.refused(Refusal.ofItem(item.type(), refused.rejection()));
      parts.add(pipeline.refuse(secret, refused.rejection()));
    }
  }

  private Future<Void> supplement(
      ProjectKey key, String type, Supplement.Builder supplement, Submission submission) {
    return supplements
        .accept(key, supplement.setWire(Wire.WIRE_SENTRY))
        .map(outcome -> note(type, outcome, submission));
  }

  /** Reports of losses that are over the budget are let go: nobody may hold them back. */
  private static Void note(String type, Outcome outcome, Submission submission) {
    if (outcome instanceof Acceptance) {
      submission.keptItem();
    } else if (outcome instanceof Rejection rejection && !type.equals("client_report")) {
      submission.refused(Refusal.ofItem(type, rejection));
    }
    return null;
  }

  private Future<Void> late(
      ProjectKey key, Envelope envelope, Attachment attachment, Submission submission) {
    Supplement.Builder supplement =
        Supplement.newBuilder()
            .setAttachment(
                LateAttachment.newBuilder()
                    .setClientEventId(envelope.eventId())
                    .setAttachment(attachment));
    return supplement(key, ATTACHMENT, supplement, submission);
  }

  private static List<Attachment> attachments(Envelope envelope) {
    return envelope.items().stream()
        .filter(item -> item.type().equals(ATTACHMENT))
        .map(
            item ->
                Attachment.newBuilder()
                    .setName(item.fileName())
                    .setContentType(item.contentType())
                    .setType(item.attachmentType())
                    .setData(item.payload())
                    .build())
        .toList();
  }
}
