package dev.culprit.ingest.supplement;

import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.proto.ingest.v1.Supplement;
import io.vertx.core.Future;

/** Keeps what came beside events, under the same promise as events. */
@FunctionalInterface
public interface SupplementSink {
  /**
   * Scrubs and hands over one supplement of the key's project.
   *
   * @return what became of it; fails only when something is broken here
   */
  Future<Outcome> accept(ProjectKey key, Supplement.Builder supplement);
}
