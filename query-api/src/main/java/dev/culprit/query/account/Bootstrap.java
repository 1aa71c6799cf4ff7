package dev.culprit.query.account;

import dev.culprit.query.http.Scope;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first administrator and the first API key, once, whichever of several instances comes
 * first.
 */
final class Bootstrap {
  private static final Logger log = LoggerFactory.getLogger(Bootstrap.class);
  private static final long LOCK = 0x63756c70726974L;

  private final Pool accounts;
  private final UserStore users;
  private final ApiKeyStore apiKeys;
  private final Passwords passwords;
  private final AccountSettings settings;

  Bootstrap(
      Pool accounts,
      UserStore users,
      ApiKeyStore apiKeys,
      Passwords passwords,
      AccountSettings settings) {
    this.accounts = accounts;
    this.users = users;
    this.apiKeys = apiKeys;
    this.passwords = passwords;
    this.settings = settings;
  }

  Future<Void> run() {
    return isNew().compose(isNew -> isNew ? create() : Future.succeededFuture());
  }

  private Future<Boolean> isNew() {
    return users.anyExists().map(exists -> !exists);
  }

  private Future<Void> create() {
    String password = settings.adminPassword().map(Secret::value).orElseGet(Tokens::newPassword);
    return passwords
        .hash(password)
        .compose(hash -> accounts.withTransaction(connection -> createOnce(connection, hash)))
        .onSuccess(
            created -> {
              if (created && settings.adminPassword().isEmpty()) {
                log.atInfo()
                    .addKeyValue("email", settings.adminEmail())
                    .addKeyValue("password", password)
                    .log("made the first administrator; the password is told this once only");
              }
            })
        .mapEmpty();
  }

  private Future<Boolean> createOnce(SqlConnection connection, String hash) {
    return connection
        .preparedQuery("SELECT pg_advisory_xact_lock(" + LOCK + ")")
        .execute()
        .compose(locked -> connection.preparedQuery("SELECT EXISTS (SELECT FROM users)").execute())
        .compose(
            rows -> {
              if (rows.iterator().next().getBoolean(0)) {
                return Future.succeededFuture(false);
              }
              String name = settings.adminEmail().replaceFirst("@.*", "");
              return users
                  .create(connection, settings.adminEmail(), name, hash, true)
                  .compose(admin -> createKey(connection, admin))
                  .map(true);
            });
  }

  private Future<?> createKey(SqlConnection connection, User admin) {
    return settings
        .apiKey()
        .<Future<?>>map(
            secret ->
                apiKeys.create(
                    connection, secret.value(), "bootstrap", Set.of(Scope.ADMIN), admin.id()))
        .orElseGet(Future::succeededFuture);
  }
}
