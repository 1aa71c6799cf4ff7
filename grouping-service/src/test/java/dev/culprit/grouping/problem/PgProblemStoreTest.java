package dev.culprit.grouping.problem;

import dev.culprit.grouping.store.PgTransactions;
import dev.culprit.grouping.store.Transactions;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PgProblemStoreTest extends ProblemStoreContract {

  private static Vertx vertx;
  private static Pool pool;

  @BeforeAll
  static void open(TestDatabase database) {
    vertx = Vertx.vertx();
    new Tables(database).createProjects();
    pool = GroupingSchema.open(vertx, database);
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
}
