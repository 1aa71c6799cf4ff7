package dev.culprit.grouping.event;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Partitions of {@code events}, {@code payloads}, {@code attachments} and {@code event_links}. A
 * partition is made as a table of its own and then attached, which does not stop those who write
 * into other days; an advisory lock keeps instances from making the same day at once.
 */
public final class PgPartitions implements Partitions {

  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtext('culprit grouping partitions'))";
  private static final String PRESENT =
      """
      SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'grouping.events'::regclass AND c.relname = ANY($1::text[])
      """;

  // The unique index stands on the partition alone: a key of the parent would have to contain the
  // id.
  private static final String CREATE =
      """
      CREATE TABLE grouping.%1$s (LIKE grouping.events INCLUDING ALL);
      CREATE UNIQUE INDEX %1$s_uid ON grouping.%1$s (project_id, event_uid);
      ALTER TABLE grouping.events ATTACH PARTITION grouping.%1$s FOR VALUES FROM (%3$d) TO (%4$d);
      CREATE TABLE grouping.%2$s (LIKE grouping.payloads INCLUDING ALL);
      ALTER TABLE grouping.payloads ATTACH PARTITION grouping.%2$s FOR VALUES FROM (%3$d) TO (%4$d);
      CREATE TABLE grouping.%5$s (LIKE grouping.attachments INCLUDING ALL);
      CREATE UNIQUE INDEX %5$s_uid ON grouping.%5$s (project_id, attachment_uid);
      ALTER TABLE grouping.attachments
        ATTACH PARTITION grouping.%5$s FOR VALUES FROM (%3$d) TO (%4$d);
      CREATE TABLE grouping.%6$s (LIKE grouping.event_links INCLUDING ALL);
      ALTER TABLE grouping.event_links
        ATTACH PARTITION grouping.%6$s FOR VALUES FROM (%3$d) TO (%4$d);
      """;

  private final Pool pool;
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  public PgPartitions(Pool pool) {
    this.pool = pool;
  }

  /** The name of a day's partition of events. */
  public static String eventsTable(long day) {
    return "events_" + EventDay.date(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The name of a day's partition of payloads. */
  public static String payloadsTable(long day) {
    return "payloads_" + EventDay.date(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The name of a day's partition of attachments. */
  public static String attachmentsTable(long day) {
    return "attachments_" + EventDay.date(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The name of a day's partition of links. */
  public static String linksTable(long day) {
    return "event_links_" + EventDay.date(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  @Override
  public Future<Void> ensure(Collection<Long> days) {
    List<Long> unknown = days.stream().distinct().filter(day -> !known.contains(day)).toList();
    if (unknown.isEmpty()) {
      return Future.succeededFuture();
    }
    return pool.withTransaction(connection -> create(connection, unknown))
        .onSuccess(ignored -> known.addAll(unknown));
  }

  @Override
  public void forget() {
    known.clear();
  }

  private static Future<Void> create(SqlConnection connection, List<Long> days) {
    String[] names = days.stream().map(PgPartitions::eventsTable).toArray(String[]::new);
    return connection
        .query(LOCK)
        .execute()
        .compose(ignored -> connection.preparedQuery(PRESENT).execute(Tuple.of(names)))
        .compose(
            rows -> {
              List<String> present = new ArrayList<>();
              for (Row row : rows) {
                present.add(row.getString(0));
              }
              Future<Void> created = Future.succeededFuture();
              for (long day : days) {
                if (!present.contains(eventsTable(day))) {
                  created = created.compose(ignored -> create(connection, day));
                }
              }
              return created;
            });
  }

  private static Future<Void> create(SqlConnection connection, long day) {
    String sql =
        CREATE.formatted(
            eventsTable(day),
            payloadsTable(day),
            EventDay.idFloor(day),
            EventDay.idFloor(day + 1),
            attachmentsTable(day),
            linksTable(day));
    return connection.query(sql).execute().mapEmpty();
  }
}
