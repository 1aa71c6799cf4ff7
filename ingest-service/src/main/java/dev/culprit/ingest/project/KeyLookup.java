package dev.culprit.ingest.project;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Finds valid keys by their hashes, many at once. */
interface KeyLookup {
  /** The keys that exist and are not revoked; what is not in the map is unknown. */
  Future<Map<KeyHash, ProjectKey>> find(Collection<KeyHash> hashes);
}
