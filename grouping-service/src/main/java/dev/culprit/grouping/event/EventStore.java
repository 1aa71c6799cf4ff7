package dev.culprit.grouping.event;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/** The events and their payloads, inside one transaction. */
public interface EventStore {

  /**
   * Stores those that are not stored yet and returns their ids. The rows must be sorted by {@link
   * EventOrder}, so that two transactions with the same events wait for each other rather than for
   * ever. Waits for a transaction that is storing the same event.
   */
  Future<Set<Long>> insert(List<EventRow> rows);

  /** What is stored for each of these events, in their order; null where nothing is. */
  Future<List<StoredEvent>> find(List<IncomingEvent> events);

  Future<Void> insertPayloads(List<PayloadRow> payloads);

  Future<Void> insertLinks(List<EventLink> links);

  /** Stores those that are not stored yet. */
  Future<Void> insertAttachments(List<AttachmentRow> attachments);
}
