package dev.culprit.grouping;

import dev.culprit.grouping.pipeline.QueueLimits;
import dev.culprit.runtime.cluster.ClusterConfig;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.database.DatabaseConfig;
import java.time.Duration;

/**
 * Settings of grouping.
 *
 * @param internalToken what the other services call with, and what alert is called with
 * @param alertAddress where activity goes
 * @param payloadsPerProblemHour how many payloads of a problem and hour are kept before sampling
 *     begins; 0 keeps all
 * @param dictionarySamples from how many payloads the compression dictionary is learned
 */
public record GroupingConfig(
    String bindAddress,
    int grpcPort,
    Secret internalToken,
    String alertAddress,
    DatabaseConfig database,
    ClusterConfig cluster,
    QueueLimits queue,
    int payloadsPerProblemHour,
    int dictionarySamples,
    Duration statementTimeout,
    Duration retentionInterval,
    Duration monitorInterval) {

  /** The role that owns the schema. */
  public static final String ROLE = "culprit_grouping";

  private static final String TOKEN = "CULPRIT_INTERNAL_TOKEN";
  private static final int SHORTEST_TOKEN = 16;
  private static final int POOL_SIZE = 12;

  public GroupingConfig {
    if (internalToken.value().length() < SHORTEST_TOKEN) {
      throw new ConfigException(TOKEN + " must have at least " + SHORTEST_TOKEN + " characters");
    }
  }

  public static GroupingConfig from(Environment environment) {
    return new GroupingConfig(
        environment.text("CULPRIT_INTERNAL_BIND_ADDRESS", "127.0.0.1"),
        environment.port("CULPRIT_GROUPING_GRPC_PORT", 4320),
        environment.secret(TOKEN).orElseThrow(() -> new ConfigException(TOKEN + " must be given")),
        environment.text("CULPRIT_ALERT_ADDRESS", "127.0.0.1:4321"),
        DatabaseConfig.from(environment, ROLE, POOL_SIZE),
        ClusterConfig.from(environment, "CULPRIT_GROUPING", "culprit-grouping", 5701),
        queue(environment),
        environment.integer("CULPRIT_GROUPING_PAYLOADS_PER_PROBLEM_HOUR", 100, 0, 1_000_000),
        environment.integer("CULPRIT_GROUPING_DICTIONARY_SAMPLES", 2000, 100, 100_000),
        environment.duration(
            "CULPRIT_GROUPING_STATEMENT_TIMEOUT",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMinutes(1)),
        environment.duration(
            "CULPRIT_GROUPING_RETENTION_INTERVAL",
            Duration.ofHours(1),
            Duration.ofSeconds(1),
            Duration.ofDays(1)),
        environment.duration(
            "CULPRIT_GROUPING_MONITOR_INTERVAL",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(10)));
  }

  private static QueueLimits queue(Environment environment) {
    return new QueueLimits(
        environment.integer("CULPRIT_GROUPING_TRANSACTIONS", 8, 1, 100),
        environment.integer("CULPRIT_GROUPING_EVENTS_PER_TRANSACTION", 1000, 1, 5000),
        environment.integer("CULPRIT_GROUPING_WAITING_BATCHES", 32, 1, 10_000),
        environment.integer("CULPRIT_GROUPING_WAITING_EVENTS", 4000, 1, 1_000_000),
        environment.duration(
            "CULPRIT_GROUPING_BATCH_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5)));
  }
}
