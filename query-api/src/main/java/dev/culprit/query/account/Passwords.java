package dev.culprit.query.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Argon2id hashes of passwords, in PHC form. Hashing takes tens of milliseconds and 19 MiB by
 * design, so it runs on two threads of its own, and beyond a short queue further logins are refused
 * as unavailable.
 */
final class Passwords {
  private static final int THREADS = 2;
  private static final int WAITING = 30;
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
  private static final int SALT_BYTES = 16;

  private final WorkerExecutor workers;
  private final AtomicInteger running = new AtomicInteger();
  // Checked when there is no such person, so that the time taken does not tell.
  private final String nobodysHash;

  Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("culprit-passwords", THREADS);
    this.nobodysHash = hashNow(Tokens.newPassword());
  }

  Future<String> hash(String password) {
    return run(() -> hashNow(password));
  }

  Future<Boolean> matches(String password, String hash) {
    return run(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)));
  }

  /** Takes as long as {@link #matches} and is always false. */
  Future<Boolean> matchesNobody(String password) {
    return matches(password, nobodysHash).map(ignored -> false);
  }

  Future<Void> close() {
    return workers.close();
  }

  private static String hashNow(String password) {
    return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
  }

  private <T> Future<T> run(Callable<T> work) {
    if (running.incrementAndGet() > THREADS + WAITING) {
      running.decrementAndGet();
      return Future.failedFuture(
          ApiException.unavailable("too many people sign in at once; try again"));
    }
    return workers.executeBlocking(work, false).onComplete(done -> running.decrementAndGet());
  }
}
