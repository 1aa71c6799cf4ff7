package dev.culprit.grouping.command;

import io.vertx.core.Future;
import java.util.Set;

/** Carries out commands on the stored problems, each in a transaction. */
public interface ProblemEditor {

  Future<CommandOutcome> edit(ProblemEdit edit);

  /** Deletes problems with everything that belongs to them; sums of whole projects stay. */
  Future<CommandOutcome> delete(Set<Long> problemIds);
}
