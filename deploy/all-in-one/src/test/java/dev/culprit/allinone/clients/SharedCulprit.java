package dev.culprit.allinone.clients;

import dev.culprit.allinone.story.RestApi;
import dev.culprit.allinone.story.RunMode;
import dev.culprit.allinone.story.RunningCulprit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the product once for all tests of clients, and hands it to whoever asks. */
final class SharedCulprit implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedCulprit.class);

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
    private final RunningCulprit culprit;
    private final RestApi rest;

    private Product(RunningCulprit culprit) {
      this.culprit = culprit;
      this.rest = new RestApi(culprit.restAddress(), RunningCulprit.API_KEY);
    }

    private static Product start() {
      try {
        Path home = Files.createTempDirectory(Path.of("target"), "clients-");
        return new Product(RunningCulprit.start(RunMode.ONE_JVM, home, Map.of()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    RestApi rest() {
      return rest;
    }

    String http() {
      return culprit.ingestAddress().toString();
    }

    String grpc() {
      return "localhost:" + culprit.ingestGrpcPort();
    }

    /** How many events have been refused with this code since the start. */
    long refused(String code) throws IOException, InterruptedException {
      URI metrics = culprit.managementAddress().resolve("/metrics");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("culprit_ingest_refused_total"))
          .filter(line -> line.contains("code=\"" + code + "\""))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    }

    @Override
    public void close() throws InterruptedException {
      culprit.close();
    }
  }
}
