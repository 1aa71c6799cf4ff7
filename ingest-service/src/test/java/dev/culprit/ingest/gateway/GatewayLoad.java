package dev.culprit.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, on demand: {@code -Dtest=GatewayLoad -Dgateway.load=true}. Sender and service share one
 * process, so the heap told holds both.
 */
@Tag("load")
@EnabledIfSystemProperty(named = "gateway.load", matches = "true")
@ExtendWith(PostgresExtension.class)
class GatewayLoad {
  private static final int WANTED = 100_000;
  private static final int SECONDS = 20;

  @TempDir Path data;

  @Test
  void floodOverUdpAndBodiesOverHttp(TestDatabase database) throws Exception {
    try (FakeGrouping grouping = new FakeGrouping(TestIngest.TOKEN).start();
        TestIngest ingest = TestIngest.start(database, data, grouping, Map.of())) {
      flood(ingest, NginxLines.syslog(new NginxLines(7, "/orders/1/items").healthy()), 10_000);
      flood(ingest, NginxLines.syslog(new NginxLines(7, "/orders/1/items").healthy()), WANTED);
      flood(
          ingest,
          NginxLines.syslog(new NginxLines(7, "/x").healthy()).replace(TestIngest.KEY, "spoofed"),
          WANTED);
      bodies(ingest);
    }
  }

  private static void flood(TestIngest ingest, String line, int aSecond) throws Exception {
    ByteBuffer datagram = ByteBuffer.wrap(line.getBytes(UTF_8));
    double read = count(ingest, "culprit.ingest.gateway.lines.read");
    double dropped = count(ingest, "culprit.ingest.gateway.lines.dropped");
    double refused = refused(ingest);
    long sent = 0;
    long highest = 0;
    long start = System.nanoTime();
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), ingest.service().syslogPort()));
      while (System.nanoTime() - start < Duration.ofSeconds(SECONDS).toNanos()) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (sent >= seconds * aSecond) {
          LockSupport.parkNanos(200_000);
          continue;
        }
        for (int i = 0; i < 50; i++) {
          datagram.rewind();
          channel.write(datagram);
          sent++;
        }
        if (sent % 50_000 == 0) {
          highest = Math.max(highest, used());
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Thread.sleep(2_500);
    System.out.printf(
        "UDP %d B: sent %.0f/s, read %.0f/s, unknown %.0f/s, dropped and counted %.0f/s, heap after GC %d MB, highest seen %d MB%n",
        datagram.capacity(),
        sent / seconds,
        (count(ingest, "culprit.ingest.gateway.lines.read") - read) / seconds,
        (refused(ingest) - refused) / seconds,
        (count(ingest, "culprit.ingest.gateway.lines.dropped") - dropped) / seconds,
        usedAfterCollection(),
        highest);
  }

  private static void bodies(TestIngest ingest) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      body.append(new NginxLines(i, "/orders/" + i + "/items").healthy()).append('\n');
    }
    long start = System.nanoTime();
    int lines = 0;
    while (System.nanoTime() - start < Duration.ofSeconds(SECONDS).toNanos()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(ingest.url("/ingest/v1/gateway-logs"))
              .header("Authorization", "Bearer " + TestIngest.KEY)
              .POST(BodyPublishers.ofString(body + "\n" + lines));
      if (ingest.send(request).statusCode() == 200) {
        lines += 1_000;
      }
    }
    System.out.printf(
        "HTTP, one connection, bodies of 1,000 lines: %.0f lines/s%n",
        lines / ((System.nanoTime() - start) / 1e9));
  }

  private static double count(TestIngest ingest, String name) {
    return ingest.metrics().get(name).counter().count();
  }

  private static double refused(TestIngest ingest) {
    var counter =
        ingest.metrics().find("culprit.ingest.refused").tag("code", "unknown_key").counter();
    return counter == null ? 0 : counter.count();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static long usedAfterCollection() {
    System.gc();
    return used();
  }
}
