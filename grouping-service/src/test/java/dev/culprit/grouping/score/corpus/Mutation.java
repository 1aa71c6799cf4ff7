package dev.culprit.grouping.score.corpus;

import java.util.Optional;

/** A change after which the report is still of the same bug. */
interface Mutation {

  String title();

  /** Empty when there is nothing in the report that could change this way. */
  Optional<Report> apply(Report report, Chance chance);
}
