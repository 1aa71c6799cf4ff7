package dev.culprit.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.culprit.runtime.config.ConfigException;
import dev.culprit.runtime.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  @TempDir private static Path template;
  @TempDir private Path home;
  private @Nullable EmbeddedPostgres postgres;

  /** Making a cluster takes seconds, copying one does not. */
  @BeforeAll
  static void makeTemplate() {
    EmbeddedPostgres.start(config(template, 0)).stop();
  }

  @BeforeEach
  void copyTemplate() throws Exception {
    Process copy =
        new ProcessBuilder("cp", "-a", template + "/.", home.toString()).inheritIO().start();
    assertThat(copy.waitFor()).isZero();
  }

  @AfterEach
  void stop() {
    if (postgres != null) {
      postgres.stop();
    }
  }

  @Test
  void dataOutlivesAStopAndAStart() throws SQLException {
    start(0);
    execute("CREATE TABLE notes AS SELECT 'kept' AS text");
    postgres.stop();

    start(0);

    assertThat(query("SELECT text FROM notes")).isEqualTo("kept");
  }

  @Test
  void committedMeansOnDisk() throws SQLException {
    start(0);

    assertThat(query("SHOW fsync")).isEqualTo("on");
    assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(query("SHOW full_page_writes")).isEqualTo("on");
    assertThat(query("SHOW listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(query("SHOW work_mem")).as("given setting").isEqualTo("7MB");
  }

  @Test
  void loginNeedsThePassword() throws Exception {
    start(0);

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(config(0).passwordFile())))
        .isEqualTo("rw-------");
    assertThat(postgres.password()).isPresent();
    assertThatThrownBy(() -> DriverManager.getConnection(jdbcUrl(), "culprit", "guess").close())
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void logsIntoFilesThatAreTruncatedAWeekLater() throws Exception {
    start(0);

    assertThat(config(0).logDirectory()).isDirectoryContaining("glob:**/postgres-*.log");
    assertThat(query("SHOW log_truncate_on_rotation")).isEqualTo("on");
  }

  @Test
  void takesOverAServerThatItsLauncherLeftBehind() throws Exception {
    EmbeddedPostgresConfig config = config(0);
    PostgresCluster cluster = new PostgresCluster(config);
    cluster.prepare();
    int port = FreePort.next();
    Process orphan = cluster.serve(port);
    await().until(() -> Postmaster.find(config.dataDirectory()).isPresent());

    start(0);

    assertThat(postgres.pid()).isEqualTo(orphan.pid());
    assertThat(postgres.port()).isEqualTo(port);
    assertThat(query("SELECT current_user::text")).isEqualTo("culprit");
  }

  @Test
  void movesALeftBehindServerToTheWantedPort() throws Exception {
    PostgresCluster cluster = new PostgresCluster(config(0));
    cluster.prepare();
    Process orphan = cluster.serve(FreePort.next());
    await().until(() -> Postmaster.find(config(0).dataDirectory()).isPresent());
    int wanted = FreePort.next();

    start(wanted);

    assertThat(orphan.isAlive()).isFalse();
    assertThat(postgres.port()).isEqualTo(wanted);
  }

  @Test
  void killedServerIsReportedAndRecoversWithEverythingCommitted() throws Exception {
    start(0);
    execute("CREATE TABLE notes (n int)");
    execute("INSERT INTO notes SELECT generate_series(1, 1000)");
    CountDownLatch died = new CountDownLatch(1);
    postgres.onDeath(died::countDown);
    int port = postgres.port();

    kill();
    assertThat(died.await(10, TimeUnit.SECONDS)).isTrue();
    postgres.restart();

    assertThat(query("SELECT count(*)::text FROM notes")).isEqualTo("1000");
    assertThat(postgres.port()).isEqualTo(port);
  }

  @Test
  void killedServerComesBackByItselfWhenAskedTo() throws Exception {
    start(0);
    postgres.keepRunning();
    for (int i = 0; i < 2; i++) {
      long killed = postgres.pid();
      kill();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> postgres.isAlive() && postgres.pid() != killed && answers());
    }
  }

  @Test
  void stoppedServerStaysStopped() {
    start(0);
    postgres.keepRunning();

    postgres.stop();

    await()
        .during(Duration.ofMillis(800))
        .atMost(Duration.ofSeconds(5))
        .until(() -> !postgres.isAlive());
  }

  @Test
  void refusesADirectoryThatIsInUse() {
    start(0);

    assertThatThrownBy(() -> EmbeddedPostgres.start(config(0)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "in use by another process (process " + ProcessHandle.current().pid() + ")");
  }

  @Test
  void namesAPortThatIsTaken() {
    start(0);
    EmbeddedPostgresConfig other =
        new EmbeddedPostgresConfig(
            home.resolve("other"),
            EmbeddedPostgresConfig.defaultCacheDirectory(),
            postgres.port(),
            Map.of(),
            true);

    assertThatThrownBy(() -> EmbeddedPostgres.start(other))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("port " + postgres.port());
  }

  @Test
  void interruptedFirstStartIsMadeAgain() throws IOException {
    PostgresBinaries.delete(home.resolve("deep"));
    Path aside = Files.createDirectories(home.resolve("deep/pg.initialising"));
    Files.writeString(aside.resolve("PG_VERSION"), "18\n");

    start(0);

    assertThat(postgres.isAlive()).isTrue();
  }

  @Test
  void wrongSettingIsNamed() {
    EmbeddedPostgresConfig wrong =
        new EmbeddedPostgresConfig(
            home.resolve("pg"),
            EmbeddedPostgresConfig.defaultCacheDirectory(),
            0,
            Map.of("wal_compression", "lz4"),
            true);

    assertThatThrownBy(() -> EmbeddedPostgres.start(wrong)).hasMessageContaining("wal_compression");
  }

  @Test
  void ignoresAPidFileWhoseNumberBelongsToSomethingElse() throws IOException {
    Files.writeString(
        home.resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + home + "\n0\n5432\n");

    assertThat(Postmaster.find(home)).isEmpty();
  }

  private void start(int port) {
    postgres = EmbeddedPostgres.start(config(port));
  }

  private EmbeddedPostgresConfig config(int port) {
    return config(home, port);
  }

  private static EmbeddedPostgresConfig config(Path home, int port) {
    return new EmbeddedPostgresConfig(
        home.resolve("deep/pg"),
        EmbeddedPostgresConfig.defaultCacheDirectory(),
        port,
        Map.of("work_mem", "7MB", "shared_buffers", "16MB"),
        true);
  }

  private void kill() {
    ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
  }

  private boolean answers() {
    try {
      return query("SELECT '1'").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(), "culprit", postgres.password().orElseThrow().value());
  }

  private String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/culprit";
  }
}
