package dev.culprit.query.account;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Table users. */
final class UserStore {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Pool accounts;

  UserStore(Pool accounts) {
    this.accounts = accounts;
  }

  /** A person with the hash of their password. */
  record Credentials(User user, String passwordHash) {}

  Future<Optional<Credentials>> findByEmail(String email) {
    return accounts
        .preparedQuery(
            "SELECT "
                + User.COLUMNS
                + ", u.password_hash FROM users u WHERE lower(u.email) = lower($1)")
        .execute(Tuple.of(email))
        .map(
            rows ->
                stream(rows)
                    .findFirst()
                    .map(row -> new Credentials(User.of(row), row.getString("password_hash"))));
  }

  Future<List<User>> list() {
    return accounts
        .preparedQuery(
            "SELECT " + User.COLUMNS + " FROM users u ORDER BY lower(u.name), u.id LIMIT 1000")
        .execute()
        .map(rows -> stream(rows).map(User::of).toList());
  }

  Future<Map<Long, User>> findAll(Collection<Long> ids) {
    return accounts
        .preparedQuery("SELECT " + User.COLUMNS + " FROM users u WHERE u.id = ANY($1)")
        .execute(Tuple.of(ids.toArray(Long[]::new)))
        .map(rows -> stream(rows).map(User::of).collect(toUnmodifiableMap(User::id, user -> user)));
  }

  Future<Boolean> anyExists() {
    return accounts
        .preparedQuery("SELECT EXISTS (SELECT FROM users)")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** Fails with a conflict when the address is taken. */
  Future<User> create(
      SqlClient client, String email, String name, String passwordHash, boolean isAdmin) {
    return client
        .preparedQuery(
            "INSERT INTO users AS u (email, name, password_hash, is_admin) VALUES ($1, $2, $3, $4) RETURNING "
                + User.COLUMNS)
        .execute(Tuple.of(email, name, passwordHash, isAdmin))
        .map(rows -> User.of(rows.iterator().next()))
        .recover(
            cause ->
                Future.failedFuture(
                    isTaken(cause)
                        ? ApiException.conflict(
                            "there is already somebody with this e-mail address")
                        : cause));
  }

  Future<User> create(String email, String name, String passwordHash, boolean isAdmin) {
    return create(accounts, email, name, passwordHash, isAdmin);
  }

  Future<Boolean> delete(long id) {
    return accounts
        .preparedQuery("DELETE FROM users WHERE id = $1")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() > 0);
  }

  Future<Void> changePassword(long id, String passwordHash) {
    return accounts
        .preparedQuery("UPDATE users SET password_hash = $2 WHERE id = $1")
        .execute(Tuple.of(id, passwordHash))
        .mapEmpty();
  }

  private static boolean isTaken(Throwable cause) {
    return cause instanceof PgException database && UNIQUE_VIOLATION.equals(database.getSqlState());
  }

  private static java.util.stream.Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
