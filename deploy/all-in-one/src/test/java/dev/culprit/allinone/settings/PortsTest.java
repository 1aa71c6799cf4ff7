package dev.culprit.allinone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortsTest {
  @Test
  void hasTheDocumentedDefaults() {
    assertThat(Ports.of(Map.of()).settings())
        .containsEntry("CULPRIT_INGEST_GRPC_PORT", "4317")
        .containsEntry("CULPRIT_INGEST_HTTP_PORT", "4318")
        .containsEntry("CULPRIT_INGEST_SYSLOG_PORT", "5514")
        .containsEntry("CULPRIT_INGEST_INTERNAL_PORT", "4319")
        .containsEntry("CULPRIT_GROUPING_GRPC_PORT", "4320")
        .containsEntry("CULPRIT_ALERT_GRPC_PORT", "4321")
        .containsEntry("CULPRIT_QUERY_HTTP_PORT", "8080")
        .containsEntry("CULPRIT_MANAGEMENT_PORT", "9600");
  }

  @Test
  void zeroTakesAFreePort() {
    assertThat(Ports.of(Map.of(Ports.QUERY_HTTP, "0")).number(Ports.QUERY_HTTP)).isPositive();
  }

  @Test
  void namesTheKeyOfAPortThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = Ports.allFree();
      environment.put(Ports.GROUPING_GRPC, Integer.toString(other.getLocalPort()));

      assertThatThrownBy(() -> Ports.of(environment).requireFree(environment, false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(Ports.GROUPING_GRPC)
          .hasMessageContaining(Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void namesTheKeyOfAPortThatIsTakenForDatagramsOnly() throws Exception {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Map<String, String> environment = Ports.allFree();
      environment.put(Ports.INGEST_SYSLOG, Integer.toString(other.getLocalPort()));

      assertThatThrownBy(() -> Ports.of(environment).requireFree(environment, false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(Ports.INGEST_SYSLOG)
          .hasMessageContaining(Integer.toString(other.getLocalPort()));
    }
  }

  @Test
  void separateServicesAreManagedNextToEachOther() {
    Ports ports = Ports.of(Map.of());

    assertThat(ports.management(Services.INGEST)).isEqualTo(9601);
    assertThat(ports.management(Services.QUERY)).isEqualTo(9604);
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThatThrownBy(() -> Ports.of(Map.of(Ports.QUERY_HTTP, "http")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(Ports.QUERY_HTTP);
    assertThatThrownBy(() -> Ports.of(Map.of(Ports.QUERY_HTTP, "70000")))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void keepsThePortsOfSeparateManagementForThem() {
    for (int round = 0; round < 50; round++) {
      Map<String, String> environment = Ports.allFree();
      Ports ports = Ports.of(environment);
      Set<Integer> taken = new HashSet<>();

      environment.values().forEach(port -> taken.add(Integer.valueOf(port)));
      for (Services service : Services.values()) {
        taken.add(ports.management(service));
      }

      assertThat(taken).hasSize(environment.size() + Services.values().length);
    }
  }
}
