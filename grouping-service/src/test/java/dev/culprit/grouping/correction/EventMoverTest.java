package dev.culprit.grouping.correction;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.alert.ActivityWriter;
import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.command.RefusedCommandException;
import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.grouping.testing.Sums;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.grouping.wire.StoredEventReader;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to a correction whose process dies before the events have followed. */
@ExtendWith(PostgresExtension.class)
class EventMoverTest {

  private static final Actor ANNA = new Actor(7, "Anna");

  @Test
  void whatAProcessLeftBehindIsFinishedByTheNext(TestDatabase database) {
    Tables tables = new Tables(database);
    tables.createProjects();
    Sums sums = new Sums(tables);
    FakeAlert alert = new FakeAlert();
    RunningGrouping first = RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
    long target = send(first, "com.acme.A", 3);
    long source = send(first, "com.acme.B", 7);
    first.close();

    // A process that dies right after the commit has nothing but the transaction done.
    Vertx vertx = Vertx.vertx();
    Pool pool = GroupingSchema.open(vertx, database);
    PgCorrections corrections =
        new PgCorrections(
            pool,
            ActivityWriter::write,
            Clock.systemUTC(),
            new SplitValues(
                new StoredEventReader(), vertx.createSharedWorkerExecutor("split values")));
    corrections.carryOut(new Correction.Merge(target, Set.of(source), ANNA)).await();
    EventMoves moves = new PgEventMoves(pool, 2);
    long move = moves.unfinished().await().get(0);
    assertThat(moves.step(move).await()).isTrue();
    assertThat(sums.events(source)).isEqualTo(5);
    assertThatThrownBy(() -> corrections.carryOut(new Correction.Unmerge(source, ANNA)).await())
        .isInstanceOf(RefusedCommandException.class)
        .hasMessageContaining("(28 %)");

    RunningGrouping second =
        RunningGrouping.start(RunningGrouping.settings(database, alert.port()));
    await()
        .untilAsserted(
            () -> assertThat(tables.number("SELECT count(*) FROM grouping.event_moves")).isZero());

    sums.requireExact(target, 10);
    assertThat(send(second, "com.acme.B", 1)).isEqualTo(target);
    second.close();

    // Undone in steps of two, as many as are needed.
    corrections.carryOut(new Correction.Unmerge(source, ANNA)).await();
    long back = moves.unfinished().await().get(0);
    int steps = 1;
    while (moves.step(back).await()) {
      steps++;
    }
    assertThat(steps).isEqualTo(5);
    sums.requireExact(target, 3);
    sums.requireExact(source, 8);
    alert.close();
    pool.close().await();
    vertx.close().await();
  }

  private static long send(RunningGrouping grouping, String type, int count) {
    long problem = 0;
    for (int i = 0; i < count; i++) {
      problem = grouping.group(incoming(1, exception(type))).get(0).getProblemId();
    }
    return problem;
  }
}
