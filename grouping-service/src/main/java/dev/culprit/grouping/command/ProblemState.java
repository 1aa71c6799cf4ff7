package dev.culprit.grouping.command;

import dev.culprit.grouping.problem.ProblemStatus;
import dev.culprit.grouping.problem.ProblemSummary;
import java.util.List;

/**
 * What a person can change of a problem, with what others need to be told of it; {@code assigneeId}
 * 0 is nobody.
 */
public record ProblemState(
    long id,
    long projectId,
    ProblemStatus status,
    long assigneeId,
    List<String> tags,
    long occurrenceCount,
    ProblemSummary summary) {

  ProblemState with(ProblemStatus newStatus, long newAssigneeId, List<String> newTags) {
    return new ProblemState(
        id, projectId, newStatus, newAssigneeId, newTags, occurrenceCount, summary);
  }
}
