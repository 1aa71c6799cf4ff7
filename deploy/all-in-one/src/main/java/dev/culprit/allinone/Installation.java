package dev.culprit.allinone;

import dev.culprit.allinone.console.Console;
import dev.culprit.allinone.settings.Credentials;
import dev.culprit.allinone.settings.DataDirectory;
import dev.culprit.allinone.settings.Services;
import dev.culprit.allinone.settings.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The product on one data directory, from start to stop. It may be closed at any time, also while
 * it starts: what exists by then is stopped.
 */
public final class Installation implements AutoCloseable {
  private final UpOptions options;
  private final Map<String, String> environment;
  private final Console console;
  private final Deque<AutoCloseable> cleanups = new ArrayDeque<>();
  private boolean closed;
  private @Nullable Credentials credentials;
  private @Nullable Settings settings;

  public Installation(UpOptions options, Map<String, String> environment, Console console) {
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.console = console;
  }

  /** Started, or nothing left behind. */
  public static Installation start(
      UpOptions options, Map<String, String> environment, Console console) {
    Installation installation = new Installation(options, environment, console);
    try {
      installation.start();
      return installation;
    } catch (RuntimeException | Error e) {
      installation.close();
      throw e;
    }
  }

  /**
   * Checks everything that can be checked before anything is started; returns when all services are
   * ready.
   */
  public void start() {
    DataDirectory data = open(() -> DataDirectory.open(options.data()));
    Credentials known = Credentials.of(data.credentials(), environment);
    Settings checked = Settings.of(environment, known, data);
    Services.check(checked.values());
    checked.ports().requireFree(checked.values(), options.separate());
    known.store();
    credentials = known;
    Settings complete = openDatabase(checked, data).settings();
    settings = complete;
    Host host =
        options.separate() ? new FourProcesses(complete, data, console) : new OneJvm(complete);
    open(() -> host);
    host.start(console);
    data.writeRunning(complete.addresses());
  }

  public Settings settings() {
    return Objects.requireNonNull(settings, "not started");
  }

  public Credentials credentials() {
    return Objects.requireNonNull(credentials, "not started");
  }

  /**
   * Last started, first stopped: services before the database, so that what they accepted reaches
   * it.
   */
  @Override
  public synchronized void close() {
    closed = true;
    while (!cleanups.isEmpty()) {
      try {
        cleanups.pop().close();
      } catch (Exception e) {
        console.say("  could not stop everything: %s", e);
      }
    }
  }

  private Database openDatabase(Settings checked, DataDirectory data) {
    var step = console.step("postgresql");
    boolean isNew = checked.wantsEmbeddedDatabase() && Database.isFirstStart(data);
    Database database = open(() -> Database.open(checked, data, console));
    step.done(database.description() + (isNew ? ", new" : ""));
    return database;
  }

  /** Under the lock, so that closing finds every resource that ever came to life. */
  private synchronized <T extends AutoCloseable> T open(Supplier<T> opening) {
    if (closed) {
      throw new IllegalStateException("stopped while starting");
    }
    T opened = opening.get();
    cleanups.push(opened);
    return opened;
  }
}
