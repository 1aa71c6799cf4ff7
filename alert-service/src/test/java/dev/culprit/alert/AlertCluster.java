package dev.culprit.alert;

import com.hazelcast.core.Hazelcast;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc;
import dev.culprit.proto.alert.v1.ActivityServiceGrpc.ActivityServiceBlockingStub;
import dev.culprit.proto.alert.v1.AlertServiceGrpc;
import dev.culprit.proto.alert.v1.AlertServiceGrpc.AlertServiceBlockingStub;
import dev.culprit.runtime.cluster.ClusterConfig;
import dev.culprit.runtime.config.Environment;
import dev.culprit.runtime.config.Secret;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Instances of alert-service over one database, with clients to each. */
final class AlertCluster implements AutoCloseable {
  static final String TOKEN = "a-token-for-these-tests";
  static final String SECRET_KEY = "0123456789abcdef".repeat(4);

  private final TestDatabase database;
  private final Map<String, String> settings;
  private final Clock clock;
  private final String name;
  private final List<Instance> running = new ArrayList<>();

  AlertCluster(TestDatabase database, Clock clock, Map<String, String> settings) {
    this.database = database;
    this.clock = clock;
    this.settings = settings;
    this.name = database.name();
    database.execute(
        "CREATE SCHEMA IF NOT EXISTS ingest",
        "CREATE TABLE IF NOT EXISTS ingest.projects (id bigint PRIMARY KEY, slug text, name text)",
        "INSERT INTO ingest.projects VALUES (1, 'shop', 'The shop') ON CONFLICT DO NOTHING");
  }

  /** One started instance. */
  record Instance(
      Vertx vertx, AlertService service, ManagedChannel channel, SimpleMeterRegistry metrics) {
    ActivityServiceBlockingStub activity() {
      return ActivityServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    AlertServiceBlockingStub alert() {
      return AlertServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }
  }

  Instance start() throws Exception {
    Vertx vertx = Vertx.vertx();
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    AlertService service = new AlertService(vertx, config(), metrics, clock);
    await(service.start());
    if (running.isEmpty()) {
      database.execute(
          "GRANT USAGE ON SCHEMA ingest TO culprit_reader",
          "GRANT SELECT ON ALL TABLES IN SCHEMA ingest TO culprit_reader");
    }
    ManagedChannel channel =
        GrpcChannels.open(
            "127.0.0.1:" + service.grpcPort(),
            List.of(InternalToken.client(new Secret(TOKEN))),
            4 << 20);
    Instance instance = new Instance(vertx, service, channel, metrics);
    running.add(instance);
    return instance;
  }

  void stop(Instance instance) throws Exception {
    running.remove(instance);
    await(GrpcChannels.close(instance.channel, Duration.ofSeconds(2)));
    await(instance.service.stop());
    await(instance.vertx.close());
  }

  /** As kill -9 would: the member is gone without handing anything over, and nothing is drained. */
  void kill(Instance instance) throws Exception {
    running.remove(instance);
    Hazelcast.getAllHazelcastInstances().stream()
        .filter(
            member ->
                member.getCluster().getLocalMember().getAddress().getPort()
                    == instance.service.clusterPort())
        .forEach(member -> member.getLifecycleService().terminate());
    await(instance.vertx.close());
    await(GrpcChannels.close(instance.channel, Duration.ofSeconds(2)));
  }

  List<Instance> running() {
    return running;
  }

  private AlertConfig config() {
    Map<String, String> values = new HashMap<>();
    values.put("CULPRIT_DATABASE_URI", database.uri());
    values.put("CULPRIT_INTERNAL_TOKEN", TOKEN);
    values.put("CULPRIT_SECRET_KEY", SECRET_KEY);
    values.put("CULPRIT_ALERT_GRPC_PORT", "0");
    values.put("CULPRIT_ALERT_CLUSTER_PORT", "0");
    values.put(
        "CULPRIT_ALERT_CLUSTER_MEMBERS",
        String.join(
            ",", running.stream().map(one -> "127.0.0.1:" + one.service.clusterPort()).toList()));
    values.putAll(settings);
    AlertConfig config = AlertConfig.from(Environment.of(values));
    // Clusters of other test classes must not join.
    return new AlertConfig(
        config.bindAddress(),
        config.grpcPort(),
        config.internalToken(),
        config.secretKey(),
        config.database(),
        new ClusterConfig(
            name, config.cluster().host(), config.cluster().port(), config.cluster().members()),
        config.delivery(),
        config.smtp(),
        config.calm(),
        config.tick(),
        config.heldMinutes());
  }

  /** One number from the database. */
  long number(String query) {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One text from the database. */
  String text(String query) {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    for (Instance instance : List.copyOf(running)) {
      stop(instance);
    }
  }
}
