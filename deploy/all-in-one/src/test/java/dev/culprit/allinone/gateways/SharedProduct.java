package dev.culprit.allinone.gateways;

import dev.culprit.allinone.story.RestApi;
import dev.culprit.allinone.story.RunMode;
import dev.culprit.allinone.story.RunningCulprit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the product once for all tests of gateways, and hands it to whoever asks. */
final class SharedProduct implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedProduct.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Product.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Product.class, type -> Product.start(), Product.class);
  }

  /** The running product; the test engine closes it after the last test. */
  static final class Product implements AutoCloseable {
    /** The project that needs no key: its listener says whom the lines are for. */
    static final String BOUND_PROJECT = "demo";

    private final RunningCulprit culprit;
    private final RestApi rest;
    private final int syslogPort;
    private final int boundPort;

    private Product(RunningCulprit culprit, int syslogPort, int boundPort) {
      this.culprit = culprit;
      this.rest = new RestApi(culprit.restAddress(), RunningCulprit.API_KEY);
      this.syslogPort = syslogPort;
      this.boundPort = boundPort;
    }

    private static Product start() {
      try {
        Path home = Files.createTempDirectory(Path.of("target"), "gateways-");
        int syslogPort = RealProxy.freePort();
        int boundPort = RealProxy.freePort();
        Map<String, String> settings =
            Map.of(
                "CULPRIT_INGEST_SYSLOG_PORT",
                Integer.toString(syslogPort),
                "CULPRIT_INGEST_SYSLOG_BINDINGS",
                ":" + boundPort + "=" + RunningCulprit.INGESTION_KEY);
        return new Product(
            RunningCulprit.start(RunMode.ONE_JVM, home, settings), syslogPort, boundPort);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    URI http() {
      return culprit.ingestAddress();
    }

    RestApi rest() {
      return rest;
    }

    /** Where lines say by their tag whom they are for; UDP and TCP. */
    InetSocketAddress syslog() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), syslogPort);
    }

    /** Where all lines are for {@link #BOUND_PROJECT}. */
    InetSocketAddress boundSyslog() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), boundPort);
    }

    @Override
    public void close() throws InterruptedException {
      culprit.close();
    }
  }
}
