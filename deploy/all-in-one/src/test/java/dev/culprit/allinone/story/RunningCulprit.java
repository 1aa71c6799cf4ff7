package dev.culprit.allinone.story;

import dev.culprit.allinone.settings.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The product as a user starts it: the launcher's main class in a process of its own, on free
 * ports, with the class path of this test. Its output goes to a file, which a failed start shows.
 */
public final class RunningCulprit implements AutoCloseable {
  static final String ADMIN_EMAIL = "admin@example.test";
  static final String ADMIN_PASSWORD = "correct-horse-battery";
  public static final String INGESTION_KEY = "0123456789abcdef0123456789abcdef";
  public static final String API_KEY = "culprit_test_0123456789abcdef0123456789abcdef";

  private static final Duration READY_WITHIN = Duration.ofSeconds(90);

  private final RunMode mode;
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private Process process;

  /**
   * Starts it and waits until it is ready.
   *
   * @param home holds the data directory and the output
   * @param more further CULPRIT_* values
   */
  public static RunningCulprit start(RunMode mode, Path home, Map<String, String> more)
      throws IOException {
    RunningCulprit culprit = new RunningCulprit(mode, home, more);
    culprit.startProcess();
    return culprit;
  }

  private RunningCulprit(RunMode mode, Path home, Map<String, String> more) throws IOException {
    this.mode = mode;
    this.home = home;
    environment.put("CULPRIT_BOOTSTRAP_ADMIN_EMAIL", ADMIN_EMAIL);
    environment.put("CULPRIT_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
    environment.put("CULPRIT_BOOTSTRAP_INGESTION_KEY", INGESTION_KEY);
    environment.put("CULPRIT_BOOTSTRAP_API_KEY", API_KEY);
    environment.put("CULPRIT_BIND_ADDRESS", "127.0.0.1");
    environment.putAll(Ports.allFree());
    environment.putAll(more);
  }

  private void startProcess() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
    command.add("-Xmx512m");
    command.add("dev.culprit.allinone.UpMain");
    command.add("--data");
    command.add(home.resolve("data").toString());
    if (mode == RunMode.SEPARATE) {
      command.add("--separate");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(key -> key.startsWith("CULPRIT_"));
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("output.log").toFile()));
    process = builder.start();
    awaitReady();
  }

  private void awaitReady() {
    Awaitility.await("ready, see " + home.resolve("output.log"))
        .atMost(READY_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new IllegalStateException("It stopped while starting:\n" + output());
              }
              return output().contains(restAddress().toString());
            });
  }

  /** Stops it as Ctrl-C does, and starts it again on the same data. */
  void restart() throws IOException, InterruptedException {
    close();
    Files.deleteIfExists(home.resolve("output.log"));
    startProcess();
  }

  public URI restAddress() {
    return URI.create("http://localhost:" + port("CULPRIT_QUERY_HTTP_PORT"));
  }

  public URI ingestAddress() {
    return URI.create("http://localhost:" + port("CULPRIT_INGEST_HTTP_PORT"));
  }

  public URI managementAddress() {
    return URI.create("http://localhost:" + port("CULPRIT_MANAGEMENT_PORT"));
  }

  public int ingestGrpcPort() {
    return port("CULPRIT_INGEST_GRPC_PORT");
  }

  String output() throws IOException {
    Path file = home.resolve("output.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private int port(String key) {
    return Integer.parseInt(environment.get(key));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("It did not stop within 40 seconds of SIGTERM");
    }
  }
}
