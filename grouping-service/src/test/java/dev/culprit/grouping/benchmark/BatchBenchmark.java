package dev.culprit.grouping.benchmark;

import com.google.protobuf.ByteString;
import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.runtime.database.EmbeddedPostgres;
import dev.culprit.runtime.database.EmbeddedPostgresConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends batches flat out to a grouping service on a durable PostgreSQL and prints events a second
 * and CPU an event (of this JVM with service and sender together, and of PostgreSQL). Arguments:
 * {@code flood|known|new}, seconds, events a batch, batches in flight. The system property {@code
 * sql} is executed first.
 */
public final class BatchBenchmark {

  private static final int TEMPLATES = 2000;
  private static final long PROJECT = 1;

  private final String mode;
  private final int batchSize;
  private final int inFlight;
  private final List<IncomingEvent> templates = new ArrayList<>();
  private final AtomicLong sequence = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private BatchBenchmark(String mode, int batchSize, int inFlight) {
    this.mode = mode;
    this.batchSize = batchSize;
    this.inFlight = inFlight;
    for (int i = 0; i < TEMPLATES; i++) {
      templates.add(SampleEvents.sample(PROJECT, mode.equals("flood") ? 0 : i, i));
    }
  }

  public static void main(String[] arguments) throws Exception {
    String mode = arguments.length > 0 ? arguments[0] : "flood";
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    int batchSize = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    int inFlight = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 32;
    Path home = Files.createTempDirectory("culprit-benchmark-");
    EmbeddedPostgresConfig config =
        new EmbeddedPostgresConfig(
            home.resolve("postgres"),
            EmbeddedPostgresConfig.defaultCacheDirectory(),
            0,
            Map.of("shared_buffers", "256MB", "max_wal_size", "4GB"),
            true);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(config);
        FakeAlert alert = new FakeAlert()) {
      Map<String, String> settings = RunningGrouping.settings(postgres.uri(), alert.port());
      settings.put("CULPRIT_DATABASE_PASSWORD", postgres.password().orElseThrow().value());
      try (RunningGrouping grouping = RunningGrouping.start(settings)) {
        tryOut(postgres, System.getProperty("sql", ""));
        BatchBenchmark benchmark = new BatchBenchmark(mode, batchSize, inFlight);
        benchmark.run(grouping, postgres, 5, "warm-up");
        for (int round = 1; round <= 3; round++) {
          benchmark.run(grouping, postgres, seconds, "round " + round);
        }
      }
    } finally {
      deleteTree(home);
    }
    System.exit(0);
  }

  /** Changes the schema before the first event, to see what something costs. */
  private static void tryOut(EmbeddedPostgres postgres, String sql) throws SQLException {
    if (sql.isEmpty()) {
      return;
    }
    String url = postgres.uri().replace("postgresql://culprit@", "jdbc:postgresql://");
    String password = postgres.password().orElseThrow().value();
    try (Connection connection = DriverManager.getConnection(url, "culprit", password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void run(RunningGrouping grouping, EmbeddedPostgres postgres, int seconds, String name)
      throws Exception {
    Semaphore free = new Semaphore(inFlight);
    long answeredBefore = answered.get();
    double ownBefore = ownCpuSeconds();
    double postgresBefore = cpuSeconds(postgres.pid());
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    while (System.nanoTime() < end) {
      free.acquire();
      grouping
          .send(batch())
          .whenComplete(
              (response, failure) -> {
                note(response, failure);
                free.release();
              });
    }
    free.acquire(inFlight);
    double took = (System.nanoTime() - start) / 1e9;
    long events = answered.get() - answeredBefore;
    System.out.printf(
        "%s %s: %.0f events/s, %.1f us CPU/event here, %.1f us in PostgreSQL, %d failed%n",
        mode,
        name,
        events / took,
        (ownCpuSeconds() - ownBefore) * 1e6 / events,
        (cpuSeconds(postgres.pid()) - postgresBefore) * 1e6 / events,
        failed.get());
  }

  private void note(GroupEventsResponse response, Throwable failure) {
    if (failure != null || response.hasFailure()) {
      failed.incrementAndGet();
    } else {
      answered.addAndGet(response.getResultsCount());
    }
  }

  private List<IncomingEvent> batch() {
    List<IncomingEvent> events = new ArrayList<>(batchSize);
    for (int i = 0; i < batchSize; i++) {
      long number = sequence.incrementAndGet();
      IncomingEvent template = templates.get((int) (number % TEMPLATES));
      if (mode.equals("new")) {
        template = SampleEvents.sample(PROJECT, (int) number, (int) number);
      }
      events.add(template.toBuilder().setEventUid(uid(number)).build());
    }
    return events;
  }

  private static ByteString uid(long number) {
    ByteBuffer buffer = ByteBuffer.allocate(16).putLong(number * 0x9E3779B97F4A7C15L);
    return ByteString.copyFrom(buffer.putLong(number).array());
  }

  private static double ownCpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** Of a process and its children, also of those that have ended. */
  private static double cpuSeconds(long pid) throws IOException {
    double total = 0;
    try (var processes = ProcessHandle.of(pid).orElseThrow().descendants()) {
      for (ProcessHandle process : processes.toList()) {
        total += cpuTicks(process.pid());
      }
    }
    return (total + cpuTicks(pid)) / 100;
  }

  private static double cpuTicks(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11])
          + Long.parseLong(fields[12])
          + Long.parseLong(fields[13])
          + Long.parseLong(fields[14]);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void deleteTree(Path home) throws IOException {
    Map<Path, Integer> depths = new HashMap<>();
    try (var paths = Files.walk(home)) {
      paths.forEach(path -> depths.put(path, path.getNameCount()));
    }
    depths.keySet().stream()
        .sorted((a, b) -> depths.get(b) - depths.get(a))
        .forEach(path -> path.toFile().delete());
  }
}
