package dev.culprit.ingest.project;

import dev.culprit.ingest.scrub.ScrubRules;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Keys in PostgreSQL: one statement however many are asked for. */
final class PgKeyLookup implements KeyLookup {
  private static final long TIMEOUT_MS = 2_000;
  private static final String FIND =
      """
      SELECT k.id, k.key_hash, p.id AS project_id, p.slug, p.events_per_minute, p.scrub_names,
             p.scrub_ip_addresses
      FROM ingest.ingestion_keys k JOIN ingest.projects p ON p.id = k.project_id
      WHERE k.key_hash = ANY($1) AND k.revoked_at IS NULL
      """;

  private final Pool pool;
  // Compiled rules by what they were compiled from; projects rarely differ in them.
  private final Map<RuleSource, ScrubRules> compiled = new ConcurrentHashMap<>();

  PgKeyLookup(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<KeyHash, ProjectKey>> find(Collection<KeyHash> hashes) {
    Buffer[] wanted =
        hashes.stream().map(hash -> Buffer.buffer(hash.bytes())).toArray(Buffer[]::new);
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(wanted))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .map(
            rows -> {
              Map<KeyHash, ProjectKey> found = new HashMap<>();
              rows.forEach(
                  row -> {
                    ProjectKey key = key(row);
                    found.put(key.hash(), key);
                  });
              return found;
            });
  }

  private ProjectKey key(Row row) {
    Project project =
        new Project(
            row.getLong("project_id"),
            row.getString("slug"),
            row.getLong("events_per_minute"),
            rules(row));
    return new ProjectKey(
        row.getLong("id"), KeyHash.stored(row.getBuffer("key_hash").getBytes()), project);
  }

  private ScrubRules rules(Row row) {
    if (compiled.size() > 10_000) {
      compiled.clear();
    }
    return compiled.computeIfAbsent(
        new RuleSource(
            List.of(row.getArrayOfStrings("scrub_names")), row.getBoolean("scrub_ip_addresses")),
        source -> ScrubRules.of(source.names, source.ipAddresses));
  }

  private record RuleSource(List<String> names, boolean ipAddresses) {}
}
