package dev.culprit.grouping.settings;

import dev.culprit.grouping.command.Actor;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored settings of all projects. */
public interface SettingsStore {

  /** Changes whenever a project's settings do; cheap to ask for. */
  Future<Long> revision();

  /** By project; those that nobody changed are absent. */
  Future<Map<Long, GroupingSettings>> all();

  /** Empty when nobody changed them. */
  Future<Optional<GroupingSettings>> find(long projectId);

  /**
   * Stores settings whose revision is the next one, and the change; fails with {@link
   * StaleRevisionException} when it is not.
   */
  Future<GroupingSettings> save(long projectId, GroupingSettings settings, Actor actor);

  /** The last changes, newest first. */
  Future<List<SettingsChange>> changes(long projectId, int most);
}
