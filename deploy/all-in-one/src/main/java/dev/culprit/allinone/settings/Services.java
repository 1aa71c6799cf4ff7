package dev.culprit.allinone.settings;

import dev.culprit.alert.AlertConfig;
import dev.culprit.grouping.GroupingConfig;
import dev.culprit.ingest.IngestConfig;
import dev.culprit.query.QueryConfig;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.management.ManagementConfig;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The four services by name, with the settings that each of them reads. */
public enum Services {
  INGEST("ingest", 1),
  GROUPING("grouping", 2),
  ALERT("alert", 3),
  QUERY("query", 4);

  /** Read around every service, by the part that all of them start with. */
  private static final List<String> COMMON =
      List.of("CULPRIT_LOG_FORMAT", "CULPRIT_LOG_LEVEL", "CULPRIT_SHUTDOWN_TIMEOUT");

  private final String serviceName;
  private final int managementOffset;

  Services(String serviceName, int managementOffset) {
    this.serviceName = serviceName;
    this.managementOffset = managementOffset;
  }

  public String serviceName() {
    return serviceName;
  }

  /** How far behind the port of the whole a process of its own is managed. */
  int managementOffset() {
    return managementOffset;
  }

  /** Those of the settings that this service knows, for a process of its own. */
  public Map<String, String> settings(Map<String, String> all) {
    Environment environment = Environment.of(all);
    readConfig(environment);
    ManagementConfig.from(environment);
    SortedSet<String> known = new TreeSet<>(environment.known());
    known.addAll(COMMON);
    Map<String, String> settings = new TreeMap<>(all);
    settings.keySet().retainAll(known);
    return settings;
  }

  /**
   * Reads every setting of every service and fails for the first wrong value or for unknown names.
   */
  public static void check(Map<String, String> all) {
    Environment environment = Environment.of(all);
    for (Services service : values()) {
      service.readConfig(environment);
    }
    ManagementConfig.from(environment);
    environment.alsoKnown(COMMON.toArray(String[]::new));
    environment.rejectUnknown();
  }

  /** Every name that some service reads; for the documentation's test. */
  public static SortedSet<String> known(Map<String, String> sufficient) {
    Environment environment = Environment.of(sufficient);
    for (Services service : values()) {
      service.readConfig(environment);
    }
    ManagementConfig.from(environment);
    SortedSet<String> known = new TreeSet<>(environment.known());
    known.addAll(COMMON);
    return known;
  }

  private Record readConfig(Environment environment) {
    return switch (this) {
      case INGEST -> IngestConfig.from(environment);
      case GROUPING -> GroupingConfig.from(environment);
      case ALERT -> AlertConfig.from(environment);
      case QUERY -> QueryConfig.from(environment);
    };
  }

  public static Services named(String name) {
    for (Services service : values()) {
      if (service.serviceName.equals(name)) {
        return service;
      }
    }
    throw new ConfigException("there is no service called '" + name + "'");
  }
}
