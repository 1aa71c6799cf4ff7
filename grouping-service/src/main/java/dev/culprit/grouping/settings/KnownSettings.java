package dev.culprit.grouping.settings;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How every project groups, known at once to whoever groups. Looks for changes every two seconds;
 * while PostgreSQL is away the last known settings hold. Safe for use by many threads.
 */
public final class KnownSettings {

  private static final Logger log = LoggerFactory.getLogger(KnownSettings.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final SettingsStore store;
  private final ProjectGrouping unchanged;
  private volatile Map<Long, ProjectGrouping> byProject = Map.of();
  private volatile long revision = -1;
  private long timer = -1;

  public KnownSettings(Vertx vertx, SettingsStore store, int newestVersion) {
    this.vertx = vertx;
    this.store = store;
    this.unchanged = ProjectGrouping.of(GroupingSettings.unchanged(newestVersion));
  }

  /** Done when all settings are known for the first time. */
  public Future<Void> start() {
    return refresh()
        .onSuccess(
            ignored -> timer = vertx.setPeriodic(INTERVAL.toMillis(), tick -> refreshOrWarn()));
  }

  public void stop() {
    vertx.cancelTimer(timer);
  }

  /** Of the settings in force; for metrics. */
  public long revision() {
    return revision;
  }

  public ProjectGrouping of(long projectId) {
    return byProject.getOrDefault(projectId, unchanged);
  }

  /** Reads what has changed, at once. */
  public Future<Void> refresh() {
    return store
        .revision()
        .compose(
            newest ->
                newest == revision
                    ? Future.succeededFuture()
                    : store.all().map(all -> use(all, newest)));
  }

  private Void use(Map<Long, GroupingSettings> all, long newest) {
    Map<Long, ProjectGrouping> ready = new HashMap<>();
    all.forEach((projectId, settings) -> ready.put(projectId, ProjectGrouping.of(settings)));
    byProject = Map.copyOf(ready);
    revision = newest;
    return null;
  }

  private void refreshOrWarn() {
    refresh()
        .onFailure(
            failure ->
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Settings of grouping could not be read; the last known ones hold"));
  }
}
