package dev.culprit.grouping.event;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Reads events back, those whose payload was kept. */
public interface StoredEvents {

  /** The newest of a project, newest first; at most so many, and at most so many of one problem. */
  Future<List<StoredForm>> newest(long projectId, int most, int mostOfProblem);

  Future<Optional<StoredForm>> find(long eventId);
}
