package dev.culprit.grouping.supplement;

import dev.culprit.grouping.event.AttachmentRow;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;

/**
 * What came beside events, inside one transaction. Rows must be sorted by their keys, so that two
 * transactions with the same rows wait for each other rather than for ever.
 */
public interface SupplementStore {

  /** Notes these identities, and tells which were not noted before. */
  Future<Set<SupplementKey>> recognise(List<IncomingSupplement> supplements);

  /** Stores the feedback that is not stored yet, and tells which that is. */
  Future<Set<SupplementKey>> insertFeedback(List<IncomingSupplement> feedback);

  /** Finds the events of feedback that came before them. */
  Future<Void> linkFeedback();

  Future<Void> addLost(List<LostSum> sums);

  Future<Void> addSessions(List<SessionSums> sums);

  Future<Void> addToGatewayMinutes(List<GatewaySum> sums);

  Future<Void> addToGatewayHours(List<GatewaySum> sums);

  /** Counts sessions, or moves them to a worse outcome; tells which were changed by it. */
  Future<Set<SupplementKey>> mergeSessions(List<SessionRow> sessions);

  /** Stores a file unless it is stored, or its event has all the files that it may have. */
  Future<SupplementResult> attach(AttachmentRow attachment);
}
