package dev.culprit.query.account;

import dev.culprit.query.http.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Table api_keys: found by the key's hash. */
final class ApiKeyStore {
  private static final int PREFIX_LENGTH = 10;

  private final Pool accounts;

  ApiKeyStore(Pool accounts) {
    this.accounts = accounts;
  }

  Future<ApiKey> create(
      SqlClient client,
      String secret,
      String name,
      Collection<Scope> scopes,
      @Nullable Long createdBy) {
    String[] names = scopes.stream().map(Scope::text).toArray(String[]::new);
    String prefix = secret.substring(0, Math.min(PREFIX_LENGTH, secret.length() / 3));
    return client
        .preparedQuery(
            "INSERT INTO api_keys (name, key_hash, prefix, scopes, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING "
                + ApiKey.COLUMNS)
        .execute(Tuple.of(name, Buffer.buffer(Tokens.hash(secret)), prefix, names, createdBy))
        .map(rows -> ApiKey.of(rows.iterator().next()));
  }

  Future<ApiKey> create(
      String secret, String name, Collection<Scope> scopes, @Nullable Long createdBy) {
    return create(accounts, secret, name, scopes, createdBy);
  }

  Future<Optional<ApiKey>> findValid(String secret) {
    return accounts
        .preparedQuery(
            "SELECT "
                + ApiKey.COLUMNS
                + " FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL")
        .execute(Tuple.of(Buffer.buffer(Tokens.hash(secret))))
        .map(ApiKeyStore::first);
  }

  Future<List<ApiKey>> list() {
    return accounts
        .preparedQuery("SELECT " + ApiKey.COLUMNS + " FROM api_keys ORDER BY id DESC LIMIT 1000")
        .execute()
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ApiKey::of).toList());
  }

  Future<Optional<ApiKey>> revoke(long id) {
    return accounts
        .preparedQuery(
            "UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 RETURNING "
                + ApiKey.COLUMNS)
        .execute(Tuple.of(id))
        .map(ApiKeyStore::first);
  }

  /** Writes at most once a minute. */
  Future<Void> noteUse(long id) {
    return accounts
        .preparedQuery(
            """
            UPDATE api_keys SET last_used_at = now()
            WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')""")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  private static Optional<ApiKey> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(ApiKey.of(rows.iterator().next()));
  }
}
