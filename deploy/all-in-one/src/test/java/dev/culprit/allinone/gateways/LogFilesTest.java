package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * nginx in a network whose routes refuse, where no datagram leaves: its log files are posted as
 * they are, first one, then the other.
 */
@ExtendWith(SharedProduct.class)
final class LogFilesTest {
  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "gateways", "private-network.sh").toAbsolutePath();

  /** Whoever is not root becomes it inside. */
  private static final String UNSHARE = RealProxy.runsAsRoot() ? "-n" : "-rn";

  private static final Map<String, String> CAUSES =
      Map.of(
          "/prohibited", "CAUSE_LOCAL_FIREWALL_OR_ROUTE",
          "/unreachable", "CAUSE_UPSTREAM_UNREACHABLE",
          "/blackholed", "CAUSE_LOCAL_FIREWALL_OR_ROUTE",
          "/no-network", "CAUSE_UPSTREAM_UNREACHABLE",
          "/bound", "CAUSE_PROXY_CONFIG",
          "/refused", "CAUSE_UPSTREAM_REFUSED");

  @Test
  void routesThatRefuseAreTold(Product product) throws Exception {
    assumeTrue(TestedProxy.NGINX.isInstalled(), "nginx is not installed; .ci/run does that");
    assumeTrue(
        succeeds(List.of("unshare", UNSHARE, "sh", "-c", "ip link set lo up && curl --version")),
        "no network namespaces here, or no ip or curl");
    GatewayProject project = GatewayProject.create(product, "log files");
    Path directory = RealProxy.directory("files");
    runNginx(directory);

    post(product, project, directory.resolve("error.log"));
    post(product, project, directory.resolve("access.log"));

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(causes(project)).isEqualTo(new TreeMap<>(CAUSES)));
    assertThat(project.failures()).hasSameSizeAs(CAUSES.keySet());
  }

  private static void runNginx(Path directory) throws IOException, InterruptedException {
    String page =
        GatewaysPage.block("nginx")
            .replaceAll("(access|error)_log +syslog:[^ ]+", "$1_log " + directory + "/$1.log");
    String template =
        Files.readString(Path.of("src", "test", "resources", "gateways", "nginx-files.conf"));
    Files.writeString(
        directory.resolve("nginx-files.conf"),
        template.replace("@page@", page).replace("@dir@", directory.toString()));
    List<String> command =
        List.of("unshare", UNSHARE, "sh", SCRIPT.toString(), directory.toString());
    assertThat(succeeds(command)).as("nginx in a network of its own").isTrue();
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notFound) {
      return false;
    }
  }

  private static void post(Product product, GatewayProject project, Path file)
      throws IOException, InterruptedException {
    URI address = product.http().resolve("/ingest/v1/gateway-logs");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Checkend-Ingestion-Key", project.key())
            .POST(BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
  }

  private static Map<String, String> causes(GatewayProject project) throws Exception {
    Map<String, String> causes = new TreeMap<>();
    for (StoredFailure failure : project.failures()) {
      causes.put(failure.url().replaceFirst("^.*?//[^/]*", ""), failure.cause());
    }
    return causes;
  }
}
