package dev.culprit.ingest.gateway.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What real proxies logged when their upstreams were made to fail: the cause is named. */
class RecordedCasesTest {
  private static final List<String> PROXIES = List.of("nginx", "haproxy", "apache", "caddy");

  /** What a verdict from the access record alone may stand for, as the README's table says. */
  private static final Map<String, Set<String>> COARSE =
      Map.of(
          "upstream_refused",
          Set.of(
              "upstream_unreachable",
              "socket_missing",
              "tls_not_tls",
              "tls_protocol",
              "tls_closed",
              "tls_certificate",
              "local_firewall_or_route",
              "socket_permission"),
          "socket_missing",
          Set.of("socket_permission", "socket_backlog_full", "upstream_refused"),
          "upstream_closed_early",
          Set.of(
              "upstream_reset",
              "upstream_malformed_response",
              "upstream_header_too_big",
              "protocol_mismatch",
              "tls_closed"),
          "upstream_malformed_response",
          Set.of("upstream_header_too_big"),
          "dns_not_found",
          Set.of("dns_server_failure", "dns_refused", "dns_no_resolver"),
          "proxy_resource_exhausted",
          Set.of("proxy_config"),
          "tls_closed",
          Set.of("tls_certificate", "tls_protocol", "tls_not_tls", "dns_not_found"));

  @Test
  void bothHalvesNameTheCause() {
    int right = 0;
    List<String> wrong = new ArrayList<>();
    for (String proxy : PROXIES) {
      for (RecordedCase recorded : RecordedCase.all(proxy)) {
        String expected = recorded.isHealthy() ? "none" : recorded.cause();
        for (Optional<Diagnosis> diagnosis : recorded.diagnoses()) {
          String found = name(diagnosis);
          boolean isCoarse =
              recorded.errors().isEmpty()
                  && COARSE.getOrDefault(found, Set.of()).contains(expected);
          if (found.equals(expected) || isCoarse || isOfAnotherRequest(recorded, found)) {
            right++;
          } else {
            wrong.add(proxy + " " + recorded.name() + ": " + found + ", not " + expected);
          }
        }
      }
    }
    // Caddy says EOF alike when a connection ends in the TLS handshake and after it.
    assertThat(wrong)
        .containsExactly("caddy ssl-closed-in-handshake: upstream_closed_early, not tls_closed");
    assertThat(right).isGreaterThanOrEqualTo(70);
  }

  @Test
  void oneHalfAloneNamesTheCauseOrACoarserOne() {
    int right = 0;
    List<String> wrong = new ArrayList<>();
    for (String proxy : PROXIES) {
      for (RecordedCase recorded : RecordedCase.all(proxy)) {
        if (recorded.isHealthy()) {
          continue;
        }
        List<Optional<Diagnosis>> halves = new ArrayList<>();
        recorded.access().forEach(access -> halves.add(Diagnoser.diagnose(access, List.of())));
        if (!recorded.errors().isEmpty()) {
          halves.add(Diagnoser.diagnose(null, recorded.errors()));
        }
        for (Optional<Diagnosis> half : halves) {
          String found = name(half);
          boolean isRight =
              found.equals(recorded.cause())
                  || COARSE.getOrDefault(found, Set.of()).contains(recorded.cause())
                  || isOfAnotherRequest(recorded, found);
          right += isRight ? 1 : 0;
          if (!isRight) {
            wrong.add(proxy + " " + recorded.name() + ": " + found + ", not " + recorded.cause());
          }
        }
      }
    }
    assertThat(right / (double) (right + wrong.size())).as(wrong.toString()).isGreaterThan(0.85);
  }

  /** In the queue of HAProxy's case, the request that held the only slot timed out itself. */
  private static boolean isOfAnotherRequest(RecordedCase recorded, String found) {
    return recorded.name().equals("queue-timeout") && found.equals("upstream_read_timeout");
  }

  private static String name(Optional<Diagnosis> diagnosis) {
    return diagnosis
        .map(found -> found.cause().name().substring("CAUSE_".length()).toLowerCase(Locale.ROOT))
        .orElse("none");
  }
}
