package dev.culprit.ingest.project;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which project a key opens. Known keys are answered from memory and looked up again together
 * every two seconds, so a revoked key is refused everywhere within five; while PostgreSQL is away
 * the known ones go on working. Unknown keys are remembered for a moment, and however many of them
 * come in, one statement at a time asks for all.
 */
public final class ProjectKeys {
  static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(ProjectKeys.class);
  private static final Duration REMEMBER_UNKNOWN = Duration.ofSeconds(2);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final int MOST_KNOWN = 20_000;
  private static final int MOST_UNKNOWN = 20_000;
  private static final int MOST_WAITING = 5_000;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 128;

  private final Vertx vertx;
  private final KeyLookup lookup;
  private final Cache<KeyHash, ProjectKey> known =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();
  private final Cache<KeyHash, Boolean> unknown =
      Caffeine.newBuilder().maximumSize(MOST_UNKNOWN).expireAfterWrite(REMEMBER_UNKNOWN).build();
  private final Object lock = new Object();
  private Map<KeyHash, Promise<ProjectKey>> waiting = new HashMap<>();
  private boolean asking;
  private boolean refreshing;
  private long timer = -1;
  private volatile boolean answering = true;

  ProjectKeys(Vertx vertx, KeyLookup lookup) {
    this.vertx = vertx;
    this.lookup = lookup;
  }

  public static ProjectKeys in(Vertx vertx, Pool pool) {
    return new ProjectKeys(vertx, new PgKeyLookup(pool));
  }

  public void start() {
    timer = vertx.setPeriodic(REFRESH.toMillis(), id -> refresh());
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** The key and its project, or a refusal: UnknownKey, or Overloaded when it cannot be checked. */
  public Future<ProjectKey> find(@Nullable String key) {
    if (key == null || !isWellFormed(key)) {
      return refuse(new Rejection.UnknownKey());
    }
    KeyHash hash = KeyHash.of(key);
    ProjectKey found = known.getIfPresent(hash);
    if (found != null) {
      return Future.succeededFuture(found);
    }
    return unknown.getIfPresent(hash) == null ? ask(hash) : refuse(new Rejection.UnknownKey());
  }

  /** The key as far as it is in memory; asks nobody. */
  public Optional<ProjectKey> ifKnown(String key) {
    return isWellFormed(key)
        ? Optional.ofNullable(known.getIfPresent(KeyHash.of(key)))
        : Optional.empty();
  }

  /** Whether keys can be judged: the database answered last time, or some key is known. */
  public boolean canAnswer() {
    return answering || known.estimatedSize() > 0;
  }

  private static boolean isWellFormed(String key) {
    if (key.length() < SHORTEST || key.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean allowed =
          (c >= '0' && c <= '9')
              || (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  private Future<ProjectKey> ask(KeyHash hash) {
    Promise<ProjectKey> promise;
    boolean first;
    synchronized (lock) {
      promise = waiting.get(hash);
      if (promise == null) {
        if (waiting.size() >= MOST_WAITING) {
          return refuse(
              new Rejection.Overloaded("Too many unknown keys are being checked", RETRY_AFTER));
        }
        promise = Promise.promise();
        waiting.put(hash, promise);
      }
      first = !asking;
      asking = true;
    }
    if (first) {
      askForAll();
    }
    return promise.future();
  }

  private void askForAll() {
    Map<KeyHash, Promise<ProjectKey>> asked;
    synchronized (lock) {
      asked = waiting;
      waiting = new HashMap<>();
      if (asked.isEmpty()) {
        asking = false;
        return;
      }
    }
    lookup
        .find(asked.keySet())
        .onComplete(
            result -> {
              answered(result.cause());
              if (result.succeeded()) {
                asked.forEach((hash, promise) -> answer(hash, result.result().get(hash), promise));
              } else {
                asked.values().forEach(ProjectKeys::cannotCheck);
              }
              askForAll();
            });
  }

  private void answer(KeyHash hash, @Nullable ProjectKey found, Promise<ProjectKey> promise) {
    if (found == null) {
      unknown.put(hash, true);
      promise.fail(new Refused(new Rejection.UnknownKey()));
    } else {
      known.put(hash, found);
      promise.complete(found);
    }
  }

  /** Refusing for good would be wrong: the key may well be valid. */
  private static void cannotCheck(Promise<ProjectKey> promise) {
    promise.fail(
        new Refused(
            new Rejection.Overloaded("The key cannot be checked at the moment", RETRY_AFTER)));
  }

  private void refresh() {
    List<KeyHash> hashes;
    synchronized (lock) {
      hashes = new ArrayList<>(known.asMap().keySet());
      if (refreshing || (hashes.isEmpty() && answering)) {
        return;
      }
      refreshing = true;
    }
    lookup
        .find(hashes)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                refreshed(hashes, result.result());
              }
              answered(result.cause());
              synchronized (lock) {
                refreshing = false;
              }
            });
  }

  private void answered(@Nullable Throwable failure) {
    if (answering != (failure == null)) {
      answering = failure == null;
      if (failure == null) {
        log.info("keys can be looked up again");
      } else {
        log.atWarn()
            .addKeyValue("reason", String.valueOf(failure.getMessage()))
            .log("keys cannot be looked up; known ones go on working");
      }
    }
  }

  private void refreshed(List<KeyHash> asked, Map<KeyHash, ProjectKey> found) {
    for (KeyHash hash : asked) {
      ProjectKey key = found.get(hash);
      if (key == null) {
        known.invalidate(hash);
      } else {
        known.put(hash, key);
      }
    }
  }

  private static <T> Future<T> refuse(Rejection rejection) {
    return Future.failedFuture(new Refused(rejection));
  }
}
