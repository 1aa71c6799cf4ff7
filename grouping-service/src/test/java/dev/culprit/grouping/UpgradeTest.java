package dev.culprit.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.PgPartitions;
import dev.culprit.grouping.testing.GroupingSchema;
import dev.culprit.grouping.testing.Tables;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a database that has days of events gets when it is migrated. */
@ExtendWith(PostgresExtension.class)
class UpgradeTest {

  private static final long DAY = EventDay.of(LocalDate.parse("2026-03-01"));

  @Test
  void daysThatAreThereAlreadyCanTakeWhatCameLater(TestDatabase database) {
    Vertx vertx = Vertx.vertx();
    Tables tables = new Tables(database);
    tables.createProjects();
    Pool before = GroupingSchema.open(vertx, database);
    new PgPartitions(before).ensure(List.of(DAY, DAY + 1)).await();
    before.close().await();
    tables.execute(
        "DROP TABLE grouping.attachments, grouping.supplement_uids, grouping.user_feedback,"
            + " grouping.lost_events, grouping.release_sessions, grouping.sessions,"
            + " grouping.monitor_check_ins, grouping.monitor_environments, grouping.monitors,"
            + " grouping.gateway_minutes, grouping.gateway_hours, grouping.event_links,"
            + " grouping.releases, grouping.project_settings, grouping.project_settings_history,"
            + " grouping.problem_traces, grouping.problem_likeness, grouping.split_fingerprints,"
            + " grouping.corrections, grouping.event_moves",
        "ALTER TABLE grouping.problems DROP COLUMN merged_into, DROP COLUMN lost_fingerprints",
        "ALTER TABLE grouping.fingerprints DROP COLUMN origin, DROP COLUMN likeness",
        "ALTER TABLE grouping.events DROP COLUMN fingerprint, DROP COLUMN counted_on",
        "WITH opened AS (INSERT INTO grouping.problems"
            + " (project_id, title, message, culprit, level, platform, first_seen, last_seen)"
            + " VALUES (9, 'T', '', '', 'error', 'java', now(), now()) RETURNING id)"
            + " INSERT INTO grouping.fingerprints (project_id, version, hash, problem_id)"
            + " SELECT 9, 1, decode(repeat('ab', 16), 'hex'), id FROM opened",
        "DELETE FROM grouping.schema_history WHERE version IN ('2', '3', '4')");

    Pool after = GroupingSchema.open(vertx, database);
    for (long day : List.of(DAY, DAY + 1)) {
      tables.execute(
          "INSERT INTO grouping.attachments VALUES ("
              + EventDay.id(day, 1)
              + ", 1, gen_random_uuid(), gen_random_uuid(), '', '', '', 0, now(), '')",
          "INSERT INTO grouping.event_links VALUES (" + EventDay.id(day, 1) + ", 7, 1)");
    }

    assertThat(
            tables.rows(
                "SELECT indexname::text FROM pg_indexes WHERE indexname LIKE 'attachments%uid'"
                    + " ORDER BY 1"))
        .containsExactly(List.of("attachments_20260301_uid"), List.of("attachments_20260302_uid"));
    assertThat(
            tables.rows(
                "SELECT DISTINCT c.relname::text FROM grouping.event_links l JOIN pg_class c"
                    + " ON c.oid = l.tableoid ORDER BY 1"))
        .containsExactly(List.of("event_links_20260301"), List.of("event_links_20260302"));
    assertThat(tables.rows("SELECT project_id, version FROM grouping.project_settings"))
        .as("projects that have problems stay with the version that grouped them")
        .containsExactly(List.of(9L, 1));
    new PgPartitions(after).ensure(List.of(DAY, DAY + 2)).await();
    after.close().await();
    vertx.close().await();
  }
}
