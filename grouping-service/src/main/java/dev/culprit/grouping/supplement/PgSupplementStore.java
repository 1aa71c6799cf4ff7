package dev.culprit.grouping.supplement;

import static dev.culprit.grouping.store.PgColumns.column;
import static dev.culprit.grouping.store.PgColumns.longs;
import static dev.culprit.grouping.store.PgColumns.texts;
import static dev.culprit.grouping.store.PgColumns.time;
import static dev.culprit.grouping.store.PgColumns.times;

import dev.culprit.grouping.event.AttachmentRow;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The tables of supplements inside a transaction. */
public final class PgSupplementStore implements SupplementStore {

  private static final String TOO_MUCH =
      "The event has its 20 attachments, or 2 MiB of them, already.";

  private final SqlConnection connection;

  public PgSupplementStore(SqlConnection connection) {
    this.connection = connection;
  }

  @Override
  public Future<Set<SupplementKey>> recognise(List<IncomingSupplement> supplements) {
    Tuple columns =
        Tuple.of(
            longs(supplements, IncomingSupplement::projectId),
            column(supplements, IncomingSupplement::uid, UUID[]::new),
            times(supplements, IncomingSupplement::receivedAt));
    return connection
        .preparedQuery(SupplementSql.RECOGNISE)
        .execute(columns)
        .map(PgSupplementStore::keys);
  }

  @Override
  public Future<Set<SupplementKey>> insertFeedback(List<IncomingSupplement> feedback) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(feedback, IncomingSupplement::projectId))
        .addValue(column(feedback, IncomingSupplement::uid, UUID[]::new))
        .addValue(column(feedback, item -> content(item).event(), UUID[]::new))
        .addValue(times(feedback, IncomingSupplement::occurredAt))
        .addValue(times(feedback, IncomingSupplement::receivedAt))
        .addValue(texts(feedback, item -> content(item).name()))
        .addValue(texts(feedback, item -> content(item).email()))
        .addValue(texts(feedback, item -> content(item).comments()))
        .addValue(texts(feedback, item -> content(item).url()));
    return connection
        .preparedQuery(SupplementSql.INSERT_FEEDBACK)
        .execute(columns)
        .map(PgSupplementStore::keys);
  }

  private static SupplementContent.Feedback content(IncomingSupplement item) {
    return (SupplementContent.Feedback) item.content();
  }

  @Override
  public Future<Void> linkFeedback() {
    return connection.query(SupplementSql.LINK_FEEDBACK).execute().mapEmpty();
  }

  @Override
  public Future<Void> addLost(List<LostSum> sums) {
    Tuple columns =
        Tuple.of(
            longs(sums, sum -> sum.key().projectId()),
            times(sums, sum -> sum.key().hour()),
            texts(sums, sum -> sum.key().category()),
            texts(sums, sum -> sum.key().reason()),
            longs(sums, LostSum::quantity));
    return connection.preparedQuery(SupplementSql.ADD_LOST).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> addSessions(List<SessionSums> sums) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(sums, sum -> sum.key().projectId()))
        .addValue(times(sums, sum -> sum.key().hour()))
        .addValue(texts(sums, sum -> sum.key().release()))
        .addValue(texts(sums, sum -> sum.key().environment()))
        .addValue(longs(sums, SessionSums::started))
        .addValue(longs(sums, SessionSums::errored))
        .addValue(longs(sums, SessionSums::unhandled))
        .addValue(longs(sums, SessionSums::abnormal))
        .addValue(longs(sums, SessionSums::crashed));
    return connection.preparedQuery(SupplementSql.ADD_SESSIONS).execute(columns).mapEmpty();
  }

  @Override
  public Future<Void> addToGatewayMinutes(List<GatewaySum> sums) {
    return PgGatewaySums.add(connection, SupplementSql.ADD_TO_GATEWAY_MINUTES, sums);
  }

  @Override
  public Future<Void> addToGatewayHours(List<GatewaySum> sums) {
    return PgGatewaySums.add(connection, SupplementSql.ADD_TO_GATEWAY_HOURS, sums);
  }

  @Override
  public Future<Set<SupplementKey>> mergeSessions(List<SessionRow> sessions) {
    List<SessionRow> mayBeNew = sessions.stream().filter(SessionRow::mayBeNew).toList();
    return insertSessions(mayBeNew)
        .compose(
            inserted ->
                lockSessions(sessions).compose(stored -> merge(sessions, inserted, stored)));
  }

  private Future<Set<SupplementKey>> insertSessions(List<SessionRow> sessions) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(sessions, row -> row.key().projectId()))
        .addValue(column(sessions, row -> row.key().uid(), UUID[]::new))
        .addValue(times(sessions, row -> row.counted().hour()))
        .addValue(texts(sessions, row -> row.counted().release()))
        .addValue(texts(sessions, row -> row.counted().environment()))
        .addValue(column(sessions, row -> (short) row.outcome().code(), Short[]::new))
        .addValue(times(sessions, SessionRow::touchedAt));
    return connection
        .preparedQuery(SupplementSql.INSERT_SESSIONS)
        .execute(columns)
        .map(PgSupplementStore::keys);
  }

  private Future<Map<SupplementKey, SessionRow>> lockSessions(List<SessionRow> sessions) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(longs(sessions, row -> row.key().projectId()))
        .addValue(column(sessions, row -> row.key().uid(), UUID[]::new));
    return connection
        .preparedQuery(SupplementSql.LOCK_SESSIONS)
        .execute(columns)
        .map(
            rows -> {
              Map<SupplementKey, SessionRow> stored = new HashMap<>();
              for (Row row : rows) {
                SessionRow session = session(row);
                stored.put(session.key(), session);
              }
              return stored;
            });
  }

  private static SessionRow session(Row row) {
    long projectId = row.getLong(0);
    return SessionRow.of(
        projectId,
        row.getUUID(1),
        new SessionSums.Key(
            projectId, row.getOffsetDateTime(2).toInstant(), row.getString(3), row.getString(4)),
        SessionOutcome.of(row.getShort(5)),
        false,
        row.getOffsetDateTime(6).toInstant());
  }

  private Future<Set<SupplementKey>> merge(
      List<SessionRow> sessions,
      Set<SupplementKey> inserted,
      Map<SupplementKey, SessionRow> stored) {
    Map<SessionSums.Key, SessionSums> sums = new TreeMap<>();
    List<SessionRow> worse = new ArrayList<>();
    for (SessionRow session : sessions) {
      SessionRow before = stored.get(session.key());
      if (inserted.contains(session.key())) {
        add(sums, SessionSums.started(session.counted(), session.outcome()));
      } else if (before != null && session.outcome().compareTo(before.outcome()) > 0) {
        add(sums, SessionSums.moved(before.counted(), before.outcome(), session.outcome()));
        worse.add(session);
      }
    }
    Set<SupplementKey> changed = new HashSet<>(inserted);
    worse.forEach(session -> changed.add(session.key()));
    return worsen(worse)
        .compose(
            done ->
                sums.isEmpty() ? Future.succeededFuture() : addSessions(List.copyOf(sums.values())))
        .map(changed);
  }

  private static void add(Map<SessionSums.Key, SessionSums> sums, SessionSums more) {
    sums.merge(more.key(), more, SessionSums::plus);
  }

  private Future<Void> worsen(List<SessionRow> sessions) {
    if (sessions.isEmpty()) {
      return Future.succeededFuture();
    }
    Tuple columns =
        Tuple.of(
            longs(sessions, row -> row.key().projectId()),
            column(sessions, row -> row.key().uid(), UUID[]::new),
            column(sessions, row -> (short) row.outcome().code(), Short[]::new),
            times(sessions, SessionRow::touchedAt));
    return connection.preparedQuery(SupplementSql.WORSEN_SESSIONS).execute(columns).mapEmpty();
  }

  @Override
  public Future<SupplementResult> attach(AttachmentRow attachment) {
    Tuple columns = Tuple.tuple();
    columns
        .addValue(attachment.id())
        .addValue(attachment.projectId())
        .addValue(attachment.eventUid())
        .addValue(attachment.uid())
        .addValue(time(attachment.receivedAt()))
        .addValue(attachment.file().name())
        .addValue(attachment.file().contentType())
        .addValue(attachment.file().type())
        .addValue(Buffer.buffer(attachment.file().body()));
    return connection
        .preparedQuery(SupplementSql.ATTACH)
        .execute(columns)
        .map(
            rows -> {
              Row row = rows.iterator().next();
              if (row.getBoolean(0)) {
                return SupplementResult.NEW;
              }
              return row.getBoolean(1)
                  ? SupplementResult.DUPLICATE
                  : new SupplementResult.Rejected(TOO_MUCH);
            });
  }

  private static Set<SupplementKey> keys(RowSet<Row> rows) {
    Set<SupplementKey> keys = new HashSet<>();
    for (Row row : rows) {
      keys.add(new SupplementKey(row.getLong(0), row.getUUID(1)));
    }
    return keys;
  }
}
