package dev.culprit.ingest.refusal;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;

/** The table of refusals: counts are added to what is there, all of a flush in one statement. */
final class RefusalTable {
  private static final long TIMEOUT_MS = 2_000;

  private final Pool pool;

  RefusalTable(Pool pool) {
    this.pool = pool;
  }

  /** Rows in the order of the primary key, so that two instances cannot lock each other out. */
  static final class Rows {
    private final Long[] projects;
    private final String[] codes;
    private final OffsetDateTime[] hours;
    private final Long[] counts;
    private int size;

    Rows(int capacity) {
      projects = new Long[capacity];
      codes = new String[capacity];
      hours = new OffsetDateTime[capacity];
      counts = new Long[capacity];
    }

    void add(long project, String code, Instant hour, long count) {
      projects[size] = project;
      codes[size] = code;
      hours[size] = OffsetDateTime.ofInstant(hour, ZoneOffset.UTC);
      counts[size++] = count;
    }
  }

  Future<Void> add(Rows rows) {
    return pool.preparedQuery(
            "INSERT INTO ingest.refusals AS r (project_id, code, hour, count)"
                + " SELECT * FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bigint[])"
                + " ON CONFLICT (project_id, code, hour)"
                + " DO UPDATE SET count = r.count + excluded.count")
        .execute(Tuple.of(rows.projects, rows.codes, rows.hours, rows.counts))
        .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .mapEmpty();
  }
}
