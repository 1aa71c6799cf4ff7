package dev.culprit.grouping.correction;

import dev.culprit.grouping.problem.FingerprintKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.HashMap;
import java.util.Map;

/** The table of split fingerprints, which has a few rows. */
public final class PgSplitStore implements SplitStore {

  private static final int MOST = 100_000;

  private final Pool pool;

  public PgSplitStore(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Future<Map<FingerprintKey, String>> all() {
    return pool.query(
            "SELECT project_id, version, hash, attribute FROM grouping.split_fingerprints LIMIT "
                + MOST)
        .execute()
        .map(
            rows -> {
              Map<FingerprintKey, String> all = new HashMap<>();
              rows.forEach(
                  row ->
                      all.put(
                          FingerprintKey.of(
                              row.getLong(0), row.getInteger(1), row.getBuffer(2).getBytes()),
                          row.getString(3)));
              return all;
            });
  }
}
