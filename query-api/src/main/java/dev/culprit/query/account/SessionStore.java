package dev.culprit.query.account;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/** Table sessions: found by the hash of the cookie's token, living on while they are used. */
final class SessionStore {
  static final Duration LIFETIME = Duration.ofDays(30);
  private static final int USER_AGENT_LENGTH = 256;

  private final Pool accounts;

  SessionStore(Pool accounts) {
    this.accounts = accounts;
  }

  Future<Session> create(User user, String userAgent) {
    String token = Tokens.newSession();
    String shortened = userAgent.substring(0, Math.min(userAgent.length(), USER_AGENT_LENGTH));
    return accounts
        .preparedQuery(
            """
            WITH signed_in AS (UPDATE users SET last_login_at = now() WHERE id = $2)
            INSERT INTO sessions (token_hash, user_id, expires_at, user_agent)
            VALUES ($1, $2, now() + make_interval(days => $3), $4) RETURNING expires_at""")
        .execute(
            Tuple.of(
                Buffer.buffer(Tokens.hash(token)), user.id(), (int) LIFETIME.toDays(), shortened))
        .map(
            rows ->
                new Session(token, user, rows.iterator().next().getOffsetDateTime("expires_at")));
  }

  /** Finding a session prolongs it, written at most once a minute. */
  Future<Optional<Session>> find(String token) {
    Buffer hash = Buffer.buffer(Tokens.hash(token));
    return accounts
        .preparedQuery(
            "SELECT s.expires_at, s.last_used_at < now() - interval '1 minute' AS is_stale, "
                + User.COLUMNS
                + " FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = $1 AND s.expires_at > now()")
        .execute(Tuple.of(hash))
        .compose(rows -> prolonged(token, hash, rows));
  }

  private Future<Optional<Session>> prolonged(String token, Buffer hash, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Future.succeededFuture(Optional.empty());
    }
    Row row = rows.iterator().next();
    Session session = new Session(token, User.of(row), row.getOffsetDateTime("expires_at"));
    if (!row.getBoolean("is_stale")) {
      return Future.succeededFuture(Optional.of(session));
    }
    return accounts
        .preparedQuery(
            """
            UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(days => $2)
            WHERE token_hash = $1 RETURNING expires_at""")
        .execute(Tuple.of(hash, (int) LIFETIME.toDays()))
        .map(
            updated ->
                updated.size() == 0
                    ? Optional.<Session>empty()
                    : Optional.of(
                        new Session(
                            token,
                            session.user(),
                            updated.iterator().next().getOffsetDateTime("expires_at"))));
  }

  Future<Void> delete(String token) {
    return accounts
        .preparedQuery("DELETE FROM sessions WHERE token_hash = $1")
        .execute(Tuple.of(Buffer.buffer(Tokens.hash(token))))
        .mapEmpty();
  }

  Future<Void> deleteOthers(Session kept) {
    return accounts
        .preparedQuery("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2")
        .execute(Tuple.of(kept.userId(), Buffer.buffer(Tokens.hash(kept.token()))))
        .mapEmpty();
  }

  Future<Void> deleteExpired() {
    return accounts
        .preparedQuery("DELETE FROM sessions WHERE expires_at <= now()")
        .execute()
        .mapEmpty();
  }
}
