package dev.culprit.ingest;

import dev.culprit.ingest.gateway.syslog.SyslogBindings;
import dev.culprit.ingest.project.ProjectBootstrap;
import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.database.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of ingest.
 *
 * @param ports where to listen; port 0 takes any free one
 * @param internalToken shared by Culprit's services
 * @param groupingAddress {@code host:port} of grouping, or several separated by commas
 * @param groupingTimeout how long a batch may wait for grouping's answer before it is spooled
 * @param spool where events wait while grouping is away, and how much of them
 * @param eventsPerMinute the budget of a key and of a project that has none of its own; 0 = none
 * @param eventLoops how many event loops share the public ports
 * @param http how patient the HTTP port is
 * @param gatewayLogs where and how logs of gateways come in
 * @param publicUrl where people reach the dashboard, for clients that show a link
 * @param bootstrap what is made on an empty database
 */
public record IngestConfig(
    DatabaseConfig database,
    Ports ports,
    Secret internalToken,
    String groupingAddress,
    Duration groupingTimeout,
    SpoolSettings spool,
    long eventsPerMinute,
    int eventLoops,
    HttpPatience http,
    GatewayLogs gatewayLogs,
    String publicUrl,
    Bootstrap bootstrap) {
  private static final int SHORTEST_TOKEN = 16;
  private static final int MOST_EVENT_LOOPS = 4;

  public IngestConfig {
    if (internalToken.value().length() < SHORTEST_TOKEN) {
      throw new ConfigException(
          "CULPRIT_INTERNAL_TOKEN must have at least " + SHORTEST_TOKEN + " characters");
    }
  }

  /** Addresses and ports: public ones for applications, the internal one for Culprit's services. */
  public record Ports(String host, int grpc, int http, String internalHost, int internal) {}

  /** The spool's directory and the most bytes in it. */
  public record SpoolSettings(Path directory, long bytes) {}

  /** How long a connection may be without a request, and how long a body may take to arrive. */
  public record HttpPatience(Duration idle, Duration body) {}

  /**
   * The syslog port, whose messages are whose without a key of their own, and how long one half of
   * a failed request waits for the other.
   */
  public record GatewayLogs(int port, SyslogBindings bindings, Duration joinWindow) {}

  /** The first project's name and, when given, its key. */
  public record Bootstrap(String project, Optional<Secret> key) {
    public Bootstrap {
      if (key.isPresent() && !ProjectBootstrap.isValidKey(key.get().value())) {
        throw new ConfigException(
            "CULPRIT_BOOTSTRAP_INGESTION_KEY must be 32 lower-case hex digits");
      }
      if (project.isBlank() || project.length() > 128) {
        throw new ConfigException("CULPRIT_BOOTSTRAP_PROJECT must have 1 to 128 characters");
      }
    }
  }

  public static IngestConfig from(Environment environment) {
    return new IngestConfig(
        DatabaseConfig.from(environment, "culprit_ingest", 4),
        ports(environment),
        environment
            .secret("CULPRIT_INTERNAL_TOKEN")
            .orElseThrow(() -> new ConfigException("CULPRIT_INTERNAL_TOKEN is required")),
        environment.text("CULPRIT_GROUPING_ADDRESS", "127.0.0.1:4320"),
        environment.duration(
            "CULPRIT_INGEST_GROUPING_TIMEOUT",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(2)),
        new SpoolSettings(
            environment.path("CULPRIT_DATA_DIR", Path.of("data")).resolve("spool"),
            environment.wholeNumber("CULPRIT_INGEST_SPOOL_BYTES", 1L << 30, 1L << 20, 1L << 40)),
        environment.wholeNumber("CULPRIT_INGEST_EVENTS_PER_MINUTE", 600_000, 0, 1_000_000_000),
        environment.integer(
            "CULPRIT_INGEST_EVENT_LOOPS",
            Math.min(MOST_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()),
            1,
            64),
        patience(environment),
        gatewayLogs(environment),
        environment.text("CULPRIT_PUBLIC_URL", "http://localhost:8080"),
        new Bootstrap(
            environment.text("CULPRIT_BOOTSTRAP_PROJECT", "demo"),
            environment.secret("CULPRIT_BOOTSTRAP_INGESTION_KEY")));
  }

  private static Ports ports(Environment environment) {
    return new Ports(
        environment.text("CULPRIT_BIND_ADDRESS", "0.0.0.0"),
        environment.port("CULPRIT_INGEST_GRPC_PORT", 4317),
        environment.port("CULPRIT_INGEST_HTTP_PORT", 4318),
        environment.text("CULPRIT_INTERNAL_BIND_ADDRESS", "127.0.0.1"),
        environment.port("CULPRIT_INGEST_INTERNAL_PORT", 4319));
  }

  private static GatewayLogs gatewayLogs(Environment environment) {
    return new GatewayLogs(
        environment.port("CULPRIT_INGEST_SYSLOG_PORT", 5514),
        environment
            .secret("CULPRIT_INGEST_SYSLOG_BINDINGS")
            .map(bindings -> SyslogBindings.of(bindings.value()))
            .orElseGet(() -> new SyslogBindings(List.of())),
        environment.duration(
            "CULPRIT_INGEST_GATEWAY_JOIN_WINDOW",
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            Duration.ofSeconds(30)));
  }

  private static HttpPatience patience(Environment environment) {
    Duration shortest = Duration.ofMillis(100);
    Duration longest = Duration.ofMinutes(10);
    return new HttpPatience(
        environment.duration(
            "CULPRIT_INGEST_HTTP_IDLE_TIMEOUT", Duration.ofSeconds(60), shortest, longest),
        environment.duration(
            "CULPRIT_INGEST_HTTP_BODY_TIMEOUT", Duration.ofSeconds(20), shortest, longest));
  }
}
