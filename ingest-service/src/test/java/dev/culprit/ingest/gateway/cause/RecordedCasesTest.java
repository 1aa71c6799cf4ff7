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
              "upstream_reset",
              "upstream_closed_early",
              "upstream_malformed_response",
              "tls_not_tls",
              "tls_protocol",
              "tls_closed",
              "tls_certificate",
              "local_firewall_or_route",
              "socket_permission"),
          "socket_missing",
          Set.of("socket_permission", "socket_backlog_full", "upstream_refused"),
          "upstream_closed_early",
          Set.of("upstream_reset", "upstream_malformed_response", "tls_closed"),
          "upstream_malformed_response",
          Set.of("upstream_header_too_big", "upstream_closed_early", "protocol_mismatch"),
          "dns_not_found",
          Set.of("dns_server_failure", "dns_refused", "dns_no_resolver"),
          "proxy_generated",
          Set.of("proxy_rate_limited"),
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
    for (String proxy : PROXIES) {
      int exact = 0;
      int coarse = 0;
      List<String> wrong = new ArrayList<>();
      for (RecordedCase recorded : RecordedCase.all(proxy)) {
        for (Optional<Diagnosis> half : halves(recorded)) {
          String found = name(half);
          if (found.equals(recorded.cause()) || isOfAnotherRequest(recorded, found)) {
            exact++;
          } else if (COARSE.getOrDefault(found, Set.of()).contains(recorded.cause())) {
            coarse++;
          } else {
            wrong.add(proxy + " " + recorded.name() + ": " + found + ", not " + recorded.cause());
          }
        }
      }
      System.out.printf(
          "%s from one half: %d exact, %d coarser as documented, wrong %s%n",
          proxy, exact, coarse, wrong);
      assertThat((exact + coarse) / (double) (exact + coarse + wrong.size()))
          .as(wrong.toString())
          .isGreaterThanOrEqualTo(0.85);
    }
  }

  /** The access record alone, and the error log alone. */
  private static List<Optional<Diagnosis>> halves(RecordedCase recorded) {
    List<Optional<Diagnosis>> halves = new ArrayList<>();
    if (!recorded.isHealthy()) {
      recorded.access().forEach(access -> halves.add(Diagnoser.diagnose(access, List.of())));
      if (!recorded.errors().isEmpty()) {
        halves.add(Diagnoser.diagnose(null, recorded.errors()));
      }
    }
    return halves;
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
