package dev.culprit.grouping.settings;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.fingerprint.Fingerprinter;
import dev.culprit.grouping.settings.GroupingSettings.Transition;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do to the settings of their projects. */
public final class SettingsCommands {

  /** As long as events of problems that nobody resolved are commonly kept. */
  private static final Duration TRANSITION = Duration.ofDays(30);

  private static final int CHANGES_SHOWN = 50;

  private final SettingsStore store;
  private final KnownSettings known;
  private final Fingerprinter fingerprinter;
  private final Clock clock;

  public SettingsCommands(
      SettingsStore store, KnownSettings known, Fingerprinter fingerprinter, Clock clock) {
    this.store = store;
    this.known = known;
    this.fingerprinter = fingerprinter;
    this.clock = clock;
  }

  public Future<GroupingSettings> read(long projectId) {
    return store
        .find(projectId)
        .map(found -> found.orElse(GroupingSettings.unchanged(fingerprinter.newest())));
  }

  /** Newest first. */
  public Future<List<SettingsChange>> changes(long projectId) {
    return store.changes(projectId, CHANGES_SHOWN);
  }

  /**
   * In force here when this succeeds, elsewhere soon. Fails with {@link StaleRevisionException}
   * when the settings are not those of the expected revision any more.
   */
  public Future<GroupingSettings> update(
      long projectId, SettingsEdit edit, long expectedRevision, Actor actor) {
    if (projectId <= 0) {
      throw new IllegalArgumentException("project_id is missing");
    }
    GroupingSettings wanted = edit.checked(fingerprinter);
    return read(projectId)
        .compose(
            before -> {
              GroupingSettings after =
                  new GroupingSettings(
                      wanted.version(),
                      transition(before, wanted.version()),
                      wanted.rules(),
                      wanted.nearMatching(),
                      wanted.sameFrom(),
                      wanted.perhapsFrom(),
                      expectedRevision + 1,
                      clock.instant(),
                      actor.name());
              return store.save(projectId, after, actor);
            })
        .compose(saved -> known.refresh().otherwiseEmpty().map(saved));
  }

  private @Nullable Transition transition(GroupingSettings before, int version) {
    return before.version() == version
        ? before.transition()
        : new Transition(before.version(), clock.instant().plus(TRANSITION));
  }

  /** The number of the newest version there is. */
  public int newestVersion() {
    return fingerprinter.newest();
  }
}
