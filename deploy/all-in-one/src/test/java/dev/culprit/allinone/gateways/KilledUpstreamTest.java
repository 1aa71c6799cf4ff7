package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An upstream dies behind nginx while visitors come: the product says so within seconds. */
@ExtendWith(SharedProduct.class)
final class KilledUpstreamTest {
  private static final int VISITORS = 4;
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean open = true;

  @Test
  void causeIsVisibleWithinSecondsOfTheKill(Product product) throws Exception {
    assumeTrue(TestedProxy.NGINX.isInstalled(), "nginx is not installed; .ci/run does that");
    GatewayProject project = GatewayProject.create(product, "killed upstream");
    ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
    SmallUpstream upstream = SmallUpstream.start(0);
    try (Stage stage = Stage.set("killed", product.syslog().getPort(), project.key())) {
      stage.put("ok", Integer.toString(upstream.port()));
      try (Gateway gateway = NginxGateway.start(stage)) {
        for (int i = 0; i < VISITORS; i++) {
          visitors.execute(() -> visit(gateway.port()));
        }
        Awaitility.await().until(() -> answered.get() > 200);
        assertThat(project.problems()).as("problems while it works").isEmpty();

        Instant killed = Instant.now();
        upstream.close();

        JsonObject problem = awaitRefused(project);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(VISIBLE_WITHIN);
        assertThat(problem.getString("upstream")).isEqualTo("127.0.0.1:" + upstream.port());
        assertThat(problem.getString("proxy")).isEqualTo("nginx");
        JsonObject incident = awaitIncident(project);
        assertThat(Duration.between(killed, Instant.now())).isLessThan(VISIBLE_WITHIN);
        assertThat(incident.getString("reason")).contains("% of").contains("limit 5.0 %");
        assertThat(incident.getJsonObject("numbers").getLong("likely_problem_id"))
            .isEqualTo(problem.getLong("id"));
      } finally {
        open = false;
        visitors.shutdown();
        assertThat(visitors.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      upstream.close();
    }
  }

  private static JsonObject awaitRefused(GatewayProject project) {
    List<JsonObject> found =
        Awaitility.await("a problem with its cause")
            .atMost(VISIBLE_WITHIN.plusSeconds(10))
            .pollInterval(Duration.ofMillis(100))
            .until(() -> refused(project), problems -> !problems.isEmpty());
    return found.get(0);
  }

  /** By the rule about the share of 5xx that every project with gateways begins with. */
  private static JsonObject awaitIncident(GatewayProject project) {
    List<JsonObject> found =
        Awaitility.await("an incident about the share of failing requests")
            .atMost(VISIBLE_WITHIN.plusSeconds(10))
            .pollInterval(Duration.ofMillis(100))
            .until(() -> project.incidents("error_share"), incidents -> !incidents.isEmpty());
    return found.get(0);
  }

  private static List<JsonObject> refused(GatewayProject project)
      throws IOException, InterruptedException {
    return project.problems().stream()
        .filter(problem -> "upstream_refused".equals(problem.getString("cause")))
        .toList();
  }

  private void visit(int port) {
    while (open) {
      try {
        Visit.GET.send(port, "/ok/under-load");
        answered.incrementAndGet();
        Thread.sleep(5);
      } catch (IOException gatewayIsGone) {
        return;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
