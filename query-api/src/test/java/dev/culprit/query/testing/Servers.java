package dev.culprit.query.testing;

import dev.culprit.alert.AlertConfig;
import dev.culprit.alert.AlertService;
import dev.culprit.grouping.GroupingConfig;
import dev.culprit.grouping.GroupingService;
import dev.culprit.ingest.IngestConfig;
import dev.culprit.ingest.IngestService;
import dev.culprit.query.QueryConfig;
import dev.culprit.query.QueryService;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.database.DatabaseConfig;
import dev.culprit.runtime.database.Migrations;
import dev.culprit.runtime.database.SchemaOwner;
import dev.culprit.runtime.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts query-api alone, or with the real services that own what it shows. */
public final class Servers implements AutoCloseable {
  public static final String API_KEY = "api-key-of-the-tests-with-every-scope";
  public static final String TOKEN = "the token of the tests";
  public static final String INGESTION_KEY = "0123456789abcdef0123456789abcdef";
  public static final String EMAIL = "ada@example.com";
  public static final String PASSWORD = "correct horse battery";
  // Nothing listens there.
  private static final String NOWHERE = "127.0.0.1:1";
  private static Servers whole;

  private final Vertx vertx = Vertx.vertx();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final Map<String, String> settings = new HashMap<>();
  private final String databaseUri;
  private IngestService ingest;
  private GroupingService grouping;
  private AlertService alert;
  private QueryService query;

  private Servers(String databaseUri, Map<String, String> overrides) {
    this.databaseUri = databaseUri;
    settings.putAll(
        Map.of(
            "CULPRIT_DATABASE_URI", databaseUri,
            "CULPRIT_BIND_ADDRESS", "127.0.0.1",
            "CULPRIT_INTERNAL_TOKEN", TOKEN,
            "CULPRIT_QUERY_HTTP_PORT", "0",
            "CULPRIT_BOOTSTRAP_ADMIN_EMAIL", EMAIL,
            "CULPRIT_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD,
            "CULPRIT_BOOTSTRAP_API_KEY", API_KEY,
            "CULPRIT_INGEST_INTERNAL_ADDRESS", NOWHERE,
            "CULPRIT_GROUPING_ADDRESS", NOWHERE,
            "CULPRIT_ALERT_ADDRESS", NOWHERE));
    settings.putAll(overrides);
  }

  /** query-api over the tables of all services, while none of them can be reached. */
  public static Servers queryOnly(TestDatabase database, Map<String, String> overrides) {
    Servers servers = new Servers(database.uri(), overrides);
    servers.migrateOthers();
    servers.startQuery();
    return servers;
  }

  public static Servers queryOnly(TestDatabase database) {
    return queryOnly(database, Map.of());
  }

  /**
   * All services, started once for all test classes, over a database of their own on the same
   * server.
   */
  public static synchronized Servers whole(TestDatabase database) {
    if (whole == null) {
      database.execute("CREATE DATABASE whole");
      String uri = "postgresql://culprit@127.0.0.1:" + database.port() + "/whole";
      whole = new Servers(uri, Map.of());
      whole.startWhole();
    }
    return whole;
  }

  public String url() {
    return "http://127.0.0.1:" + query.httpPort();
  }

  public Vertx vertx() {
    return vertx;
  }

  public MeterRegistry metrics() {
    return metrics;
  }

  public QueryService query() {
    return query;
  }

  public IngestService ingest() {
    return ingest;
  }

  public GroupingService grouping() {
    return grouping;
  }

  public String databaseUri() {
    return databaseUri;
  }

  @Override
  public void close() {
    await(query.stop());
    await(vertx.close());
  }

  private void migrateOthers() {
    migrate(
        new SchemaOwner("ingest", "culprit_ingest", "db/migration/ingest", List.of(), List.of()));
    migrate(
        new SchemaOwner(
            "grouping",
            "culprit_grouping",
            "db/migration/grouping",
            List.of("pg_trgm"),
            List.of("ingest")));
    migrate(
        new SchemaOwner(
            "alerting", "culprit_alerting", "db/migration/alerting", List.of(), List.of("ingest")));
  }

  private void migrate(SchemaOwner owner) {
    await(
        Migrations.run(
            vertx, new DatabaseConfig(databaseUri, Optional.empty(), owner.role(), 1), owner));
  }

  private void startWhole() {
    settings.put("CULPRIT_BOOTSTRAP_INGESTION_KEY", INGESTION_KEY);
    settings.put("CULPRIT_SECRET_KEY", "0".repeat(64));
    settings.put("CULPRIT_GROUPING_MONITOR_INTERVAL", "500ms");
    settings.put("CULPRIT_DATA_DIR", temporaryDirectory());
    for (String port :
        List.of(
            "INGEST_GRPC",
            "INGEST_HTTP",
            "INGEST_INTERNAL",
            "INGEST_SYSLOG",
            "GROUPING_GRPC",
            "ALERT_GRPC",
            "GROUPING_CLUSTER",
            "ALERT_CLUSTER")) {
      settings.put("CULPRIT_" + port + "_PORT", "0");
    }
    // The owners read each other's tables, so all of them must be there before any starts.
    migrateOthers();
    alert = new AlertService(vertx, AlertConfig.from(environment()), metrics);
    await(alert.start());
    settings.put("CULPRIT_ALERT_ADDRESS", "127.0.0.1:" + alert.grpcPort());
    grouping = new GroupingService(vertx, GroupingConfig.from(environment()), metrics);
    await(grouping.start());
    settings.put("CULPRIT_GROUPING_ADDRESS", "127.0.0.1:" + grouping.grpcPort());
    ingest = new IngestService(vertx, IngestConfig.from(environment()), metrics);
    await(ingest.start());
    settings.put("CULPRIT_INGEST_INTERNAL_ADDRESS", "127.0.0.1:" + ingest.internalPort());
    startQuery();
  }

  private void startQuery() {
    query = new QueryService(vertx, QueryConfig.from(environment()), metrics);
    await(query.start());
  }

  private Environment environment() {
    return Environment.of(settings);
  }

  private static void await(io.vertx.core.Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String temporaryDirectory() {
    try {
      return Files.createTempDirectory("culprit-query-test").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
