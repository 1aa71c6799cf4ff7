package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.problem.CountedProblem;
import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.grouping.store.StoreTransaction;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether remembered fingerprints still lead where they did. */
final class Leads {

  private Leads() {}

  /**
   * Looks, under the locks of problems that have lost fingerprints, whether ours still lead there;
   * fails with {@link StaleProblemsException} when they do not.
   */
  static Future<Void> require(
      StoreTransaction transaction,
      Map<FingerprintKey, Long> problemIds,
      Map<Long, CountedProblem> problems) {
    Map<FingerprintKey, Long> doubtful = new HashMap<>(problemIds);
    doubtful
        .values()
        .removeIf(
            id -> {
              CountedProblem counted = problems.get(id);
              return counted == null || !counted.hasLostFingerprints();
            });
    if (doubtful.isEmpty()) {
      return Future.succeededFuture();
    }
    return transaction
        .problems()
        .find(doubtful.keySet())
        .compose(
            found -> {
              Set<Long> stale = new HashSet<>();
              doubtful.forEach(
                  (key, id) -> {
                    if (!id.equals(found.get(key))) {
                      stale.add(id);
                    }
                  });
              return stale.isEmpty()
                  ? Future.succeededFuture()
                  : Future.failedFuture(new StaleProblemsException(stale));
            });
  }
}
