package dev.culprit.allinone.gateways;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Records what a proxy logs of each case, one JSON object a case and line, for tests of those who
 * read the lines. Not a test: it is run by hand when a proxy or a case is new.
 *
 * <p>Arguments: the proxy's name, its version, the file to write.
 */
final class Recording {
  private static final Duration QUIET = Duration.ofMillis(250);

  private final LogTap tap;
  private final Gateway gateway;
  private int taken;

  private Recording(LogTap tap, Gateway gateway) {
    this.tap = tap;
    this.gateway = gateway;
  }

  public static void main(String[] arguments) throws Exception {
    String proxy = arguments[0];
    try (DatagramSocket sink = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LogTap tap = LogTap.start(sink.getLocalSocketAddress());
        Stage stage = Stage.set(proxy, tap.port(), "0123456789abcdef0123456789abcdef");
        Gateway gateway = TestedProxy.named(proxy).start(stage)) {
      gateway.prepare();
      Recording recording = new Recording(tap, gateway);
      recording.linesOfLast();
      List<String> cases = new ArrayList<>();
      for (GatewayCase each : gateway.cases()) {
        JsonObject recorded = new JsonObject().put("proxy", proxy).put("version", arguments[1]);
        cases.add(recording.record(each, recorded).encode());
      }
      Files.write(Path.of(arguments[2]), cases);
    }
    System.exit(0);
  }

  private JsonObject record(GatewayCase each, JsonObject recorded)
      throws IOException, InterruptedException {
    int seen = each.visit().send(gateway.port(), each.path());
    JsonArray causes = new JsonArray();
    each.causes().forEach(cause -> causes.add(cause.name()));
    if (!each.seen().contains(seen)) {
      System.err.println(each.name() + " saw " + seen + " instead of " + each.seen());
    }
    return recorded
        .put("case", each.name())
        .put("uri", each.path())
        .put("client_saw", seen)
        .put("causes", causes)
        .put("upstream", each.upstream())
        .put("lines", new JsonArray(linesOfLast()));
  }

  /** What came since the last call, once nothing more comes. */
  private List<String> linesOfLast() {
    Awaitility.await()
        .during(QUIET)
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(20))
        .until(() -> tap.seen().size(), size -> size == tap.seen().size());
    List<String> all = tap.seen();
    List<String> lines = all.subList(taken, all.size());
    taken = all.size();
    return List.copyOf(lines);
  }
}
