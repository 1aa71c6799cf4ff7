package dev.culprit.grouping.settings;

import dev.culprit.grouping.store.Polling;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;

/**
 * How every project groups, known at once to whoever groups. Looks for changes every two seconds;
 * while PostgreSQL is away the last known settings hold. Safe for use by many threads.
 */
public final class KnownSettings {

  private final Polling polling;
  private final SettingsStore store;
  private final ProjectGrouping unchanged;
  private volatile Map<Long, ProjectGrouping> byProject = Map.of();
  private volatile long revision = -1;

  public KnownSettings(Vertx vertx, SettingsStore store, int newestVersion) {
    this.polling = new Polling(vertx, this::refresh, "Settings of grouping");
    this.store = store;
    this.unchanged = ProjectGrouping.of(GroupingSettings.unchanged(newestVersion));
  }

  /** Done when all settings are known for the first time. */
  public Future<Void> start() {
    return polling.start();
  }

  public void stop() {
    polling.stop();
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
}
