package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A real proxy is put through all its cases at once; then each case is compared with what the
 * product stored of it.
 */
@ExtendWith(SharedProduct.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProxyTest {
  private static final Duration STORED_WITHIN = Duration.ofSeconds(30);
  private static final int AT_ONCE = 12;

  private final TestedProxy proxy;
  private final Map<GatewayCase, Integer> seen = new LinkedHashMap<>();
  private List<StoredFailure> stored = List.of();

  ProxyTest(TestedProxy proxy) {
    this.proxy = proxy;
  }

  /** The project that the proxy's lines find their way to. */
  GatewayProject project(Product product) throws IOException, InterruptedException {
    return GatewayProject.create(product, proxy.program() + " gateway");
  }

  LogTap tap(Product product) throws IOException {
    return LogTap.start(product.syslog());
  }

  /** What else was stored, once all cases are. */
  void compareMore(GatewayProject project) throws IOException, InterruptedException {}

  @BeforeAll
  void putThroughAllCases(Product product) throws Exception {
    assumeTrue(proxy.isInstalled(), proxy.program() + " is not installed; .ci/run does that");
    GatewayProject project = project(product);
    try (LogTap tap = tap(product);
        Stage stage = Stage.set(proxy.program(), tap.port(), project.key());
        Gateway gateway = proxy.start(stage)) {
      int before = gateway.prepare();
      visitAll(gateway);
      awaitLast(gateway, project);
      // The last one, and the second on the connection that is kept alive.
      awaitRequests(project, before + seen.size() + 2);
    }
    stored = project.failures();
    compareMore(project);
  }

  private void visitAll(Gateway gateway) throws Exception {
    ExecutorService visitors = Executors.newFixedThreadPool(AT_ONCE);
    Map<GatewayCase, Future<Integer>> visits = new LinkedHashMap<>();
    for (GatewayCase each : gateway.cases()) {
      visits.put(each, visitors.submit(() -> each.visit().send(gateway.port(), each.path())));
    }
    for (Map.Entry<GatewayCase, Future<Integer>> visit : visits.entrySet()) {
      seen.put(visit.getKey(), visit.getValue().get());
    }
    visitors.shutdown();
  }

  /**
   * The application's error that comes last waits its full time for another line: when it is
   * stored, all that came before it are.
   */
  private static void awaitLast(Gateway gateway, GatewayProject project)
      throws IOException, InterruptedException {
    Visit.GET.send(gateway.port(), "/ok/last/app-500");
    Awaitility.await("the last request's event")
        .atMost(STORED_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> project.failures().stream().anyMatch(one -> one.url().endsWith("/last/app-500")));
  }

  private static void awaitRequests(GatewayProject project, int served) {
    Awaitility.await("requests counted")
        .atMost(STORED_WITHIN)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(project.requests()).isEqualTo(served));
  }

  @TestFactory
  Stream<DynamicTest> eachCaseIsStoredAsWhatItWas() {
    return seen.keySet().stream().map(each -> dynamicTest(each.name(), () -> compare(each)));
  }

  private void compare(GatewayCase each) {
    assertThat(each.seen()).as("status that the client saw").contains(seen.get(each));
    List<StoredFailure> found = stored.stream().filter(one -> one.isAbout(each)).toList();
    if (each.isHealthy()) {
      assertThat(found).as("failures of a request that went well").isEmpty();
      return;
    }
    assertThat(found).as("failures of the request").hasSize(1);
    compare(each, found.get(0));
  }

  private void compare(GatewayCase each, StoredFailure failure) {
    List<String> causes = new ArrayList<>();
    each.causes().forEach(cause -> causes.add(cause.name()));
    assertThat(failure.cause()).as("cause by %s", failure.raw()).isIn(causes);
    assertThat(failure.proxy()).isEqualTo(proxy.name().toLowerCase(Locale.ROOT));
    if (!each.upstream().isEmpty()) {
      assertThat(failure.upstream()).as("upstream by %s", failure.raw()).isEqualTo(each.upstream());
    }
    int status = seen.get(each);
    if (each.told() && status > 0) {
      assertThat(failure.status()).as("status by %s", failure.raw()).isEqualTo(status);
      assertThat(failure.recovered()).as("recovered").isEqualTo(each.name().equals("failover"));
    }
  }
}
