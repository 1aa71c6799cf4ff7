package dev.culprit.grouping.event;

import dev.culprit.grouping.store.PgTransactions;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Also shows that a unique index which only the partitions have is honoured through their parent.
 */
@ExtendWith(PostgresExtension.class)
class PgEventStoreTest extends EventStoreContract {

  private static Vertx vertx;
  private static Pool pool;
  private static Tables tables;

  @BeforeAll
  static void open(TestDatabase database) {
    vertx = Vertx.vertx();
    tables = new Tables(database);
    tables.createProjects();
    pool = GroupingSchema.open(vertx, database);
    long day = EventDay.of(DAY);
    // Twice, as two instances do.
    new PgPartitions(pool).ensure(List.of(day, day + 1)).await();
    new PgPartitions(pool).ensure(List.of(day, day + 1)).await();
  }

  @AfterAll
  static void close() {
    pool.close().await();
    vertx.close().await();
  }

  @Override
  Transactions transactions() {
    return new PgTransactions(vertx, pool, activity -> new byte[0], Duration.ofSeconds(10));
  }

  @Override
  List<String> attachments(UUID eventUid) {
    return tables
        .rows(
            "SELECT name || ' ' || octet_length(body) FROM grouping.attachments WHERE event_uid = '"
                + eventUid
                + "' AND octet_length(body) = size ORDER BY name")
        .stream()
        .map(row -> (String) row.get(0))
        .toList();
  }

  @Override
  byte[] payload(long eventId) {
    return (byte[])
        tables.rows("SELECT body FROM grouping.payloads WHERE event_id = " + eventId).get(0).get(0);
  }
}
