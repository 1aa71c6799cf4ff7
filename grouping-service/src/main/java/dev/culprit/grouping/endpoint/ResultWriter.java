package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.pipeline.EventResult;
import dev.culprit.grouping.problem.ProblemTransition;
import dev.culprit.grouping.supplement.SupplementResult;
import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupedEvent;
import dev.culprit.proto.grouping.v1.TransitionKind;
import java.util.Iterator;
import java.util.List;

/** Writes the answer to a batch. */
final class ResultWriter {

  private ResultWriter() {}

  /** The results are those of the events and supplements that could be read, in their order. */
  static GroupEventsResponse write(
      long batchId,
      List<EventReader.Reading> readings,
      List<EventResult> results,
      List<SupplementResult> supplementResults) {
    GroupEventsResponse.Builder response = GroupEventsResponse.newBuilder().setBatchId(batchId);
    Iterator<EventResult> next = results.iterator();
    Iterator<SupplementResult> nextSupplement = supplementResults.iterator();
    for (EventReader.Reading reading : readings) {
      String rejection = reading.rejection();
      if (rejection != null) {
        response.addResults(rejected(rejection));
      } else if (reading.supplement() != null) {
        response.addResults(write(nextSupplement.next()));
      } else {
        response.addResults(write(next.next()));
      }
    }
    return response.build();
  }

  private static GroupedEvent write(EventResult result) {
    if (result instanceof EventResult.Stored stored) {
      return GroupedEvent.newBuilder()
          .setEventId(stored.eventId())
          .setProblemId(stored.transition().problemId())
          .setTransition(kind(stored.transition()))
          .setDeduplicated(stored.isDuplicate())
          .setOccurrenceCount(stored.occurrenceCount())
          .build();
    }
    return rejected(((EventResult.Rejected) result).reason());
  }

  private static GroupedEvent write(SupplementResult result) {
    return result instanceof SupplementResult.Stored stored
        ? GroupedEvent.newBuilder().setDeduplicated(stored.isDuplicate()).build()
        : rejected(((SupplementResult.Rejected) result).reason());
  }

  private static GroupedEvent rejected(String reason) {
    return GroupedEvent.newBuilder().setRejection(reason).build();
  }

  private static TransitionKind kind(ProblemTransition transition) {
    if (transition instanceof ProblemTransition.Opened) {
      return TransitionKind.TRANSITION_KIND_OPENED;
    }
    return transition instanceof ProblemTransition.Regressed
        ? TransitionKind.TRANSITION_KIND_REGRESSED
        : TransitionKind.TRANSITION_KIND_REPEATED;
  }
}
