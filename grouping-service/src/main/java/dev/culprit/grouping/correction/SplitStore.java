package dev.culprit.grouping.correction;

import dev.culprit.grouping.problem.FingerprintKey;
import io.vertx.core.Future;
import java.util.Map;

/** The stored splits of all projects. */
@FunctionalInterface
public interface SplitStore {

  /** The attribute's name by fingerprint. */
  Future<Map<FingerprintKey, String>> all();
}
