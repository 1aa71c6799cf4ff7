package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** rsyslog between a gateway and the product, as the page says. */
final class Rsyslog implements AutoCloseable {
  private final RealProxy process;

  private Rsyslog(RealProxy process) {
    this.process = process;
  }

  static boolean isInstalled() {
    return RealProxy.isInstalled("rsyslogd");
  }

  /**
   * Takes datagrams on the stage's {@code relay-port} and hands them on to its log port.
   *
   * @param framing of TCP, in rsyslog's words
   */
  static Rsyslog start(Stage stage, String framing) throws IOException {
    int port = RealProxy.freePort();
    stage.put("relay-port", Integer.toString(port));
    stage.put(
        "page",
        GatewaysPage.block("rsyslog")
            .replace("port=\"514\"", "address=\"127.0.0.1\" port=\"@relay-port@\"")
            .replace("octet-counted", framing));
    Path configuration = stage.write("rsyslog.conf");
    Path pid = stage.directory().resolve("rsyslog.pid");
    List<String> command = List.of("rsyslogd", "-n", "-f", "" + configuration, "-i", "" + pid);
    return new Rsyslog(RealProxy.start(stage.directory(), port, command));
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
