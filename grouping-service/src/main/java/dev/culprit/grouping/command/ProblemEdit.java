package dev.culprit.grouping.command;

import dev.culprit.grouping.problem.ProblemStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to change of some problems. What is empty stays as it is.
 *
 * @param assigneeId 0 removes the assignee
 */
public record ProblemEdit(
    Set<Long> problemIds,
    Actor actor,
    Optional<ProblemStatus> status,
    Optional<Long> assigneeId,
    List<String> addTags,
    List<String> removeTags) {

  private static final int MOST_PROBLEMS = 1000;
  private static final int LONGEST_TAG = 64;
  private static final int LONGEST_NAME = 256;

  public ProblemEdit {
    requireIds(problemIds);
    if (actor.name().length() > LONGEST_NAME) {
      throw new IllegalArgumentException("the actor's name has more than 256 characters");
    }
    if (assigneeId.isPresent() && assigneeId.get() < 0) {
      throw new IllegalArgumentException("assignee_id is negative");
    }
    addTags.forEach(ProblemEdit::requireTag);
    removeTags.forEach(ProblemEdit::requireTag);
  }

  static void requireIds(Set<Long> problemIds) {
    if (problemIds.isEmpty() || problemIds.size() > MOST_PROBLEMS) {
      throw new IllegalArgumentException("problem_ids must name 1 to " + MOST_PROBLEMS);
    }
  }

  private static void requireTag(String tag) {
    if (tag.isBlank() || tag.length() > LONGEST_TAG || tag.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a tag has 1 to " + LONGEST_TAG + " characters");
    }
  }
}
