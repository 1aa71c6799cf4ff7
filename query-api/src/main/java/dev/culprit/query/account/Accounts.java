package dev.culprit.query.account;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.culprit.query.http.Authenticator;
import dev.culprit.query.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts, wired: who may ask, and the operations on people and keys. Construct it off the
 * event loop.
 */
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Vertx vertx;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final AccountAuthenticator authenticator;
  private final UserDirectory directory;
  private final Bootstrap bootstrap;
  private final List<Endpoint> endpoints;
  private long sweeper = -1;

  public Accounts(Vertx vertx, Pool pool, AccountSettings settings) {
    UserStore users = new UserStore(pool);
    ApiKeyStore apiKeys = new ApiKeyStore(pool);
    this.vertx = vertx;
    this.sessions = new SessionStore(pool);
    this.passwords = new Passwords(vertx);
    this.authenticator = new AccountAuthenticator(sessions, apiKeys);
    this.directory = new UserDirectory(users);
    this.bootstrap = new Bootstrap(pool, users, apiKeys, passwords, settings);
    LoginThrottle throttle = new LoginThrottle(Ticker.systemTicker());
    this.endpoints =
        List.of(
            new SessionEndpoint(users, sessions, passwords, throttle, authenticator, settings),
            new AccountEndpoint(users, apiKeys, passwords, authenticator));
  }

  public Future<Void> start() {
    sweeper =
        vertx.setPeriodic(
            SWEEP.toMillis(),
            id ->
                sessions
                    .deleteExpired()
                    .onFailure(
                        cause ->
                            log.atWarn().setCause(cause).log("expired sessions were not swept")));
    return bootstrap.run();
  }

  public Future<Void> stop() {
    vertx.cancelTimer(sweeper);
    return passwords.close();
  }

  public Authenticator authenticator() {
    return authenticator;
  }

  public UserDirectory directory() {
    return directory;
  }

  public List<Endpoint> endpoints() {
    return endpoints;
  }
}
