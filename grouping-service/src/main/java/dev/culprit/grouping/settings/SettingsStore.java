package dev.culprit.grouping.settings;

import io.vertx.core.Future;
import java.util.Map;

/** The stored settings of all projects. */
public interface SettingsStore {

  /** Changes whenever a project's settings do; cheap to ask for. */
  Future<Long> revision();

  /** By project; those that nobody changed are absent. */
  Future<Map<Long, GroupingSettings>> all();
}
