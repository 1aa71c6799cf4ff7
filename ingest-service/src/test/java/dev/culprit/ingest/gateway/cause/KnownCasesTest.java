package dev.culprit.ingest.gateway.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.record.GatewayRecord;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and formats of the proxies' versions, each with its cause, server and status. */
class KnownCasesTest {

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "apache", "caddy", "envoy", "traefik"})
  void namesCauseServerAndStatus(String proxy) {
    List<KnownCase> cases = KnownCase.all(proxy);

    assertThat(cases.stream().map(known -> known.name() + ": " + known.found()))
        .containsExactlyElementsOf(
            cases.stream().map(known -> known.name() + ": " + known.expected()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "haproxy", "apache", "caddy", "envoy", "traefik"})
  void recognisesTheProxyOfEachLine(String proxy) {
    assertThat(KnownCase.all(proxy).stream().flatMap(known -> known.records().stream()))
        .extracting(GatewayRecord::proxy)
        .extracting(found -> found.name().toLowerCase(Locale.ROOT))
        .containsOnly("proxy_" + proxy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "apache", "caddy"})
  void readsWhatTheApplicationWrote(String proxy) {
    List<KnownCase> telling =
        KnownCase.all(proxy).stream().filter(known -> known.expectedText().isPresent()).toList();

    assertThat(telling).isNotEmpty();
    for (KnownCase known : telling) {
      assertThat(known.foundText()).as(known.name()).isEqualTo(known.expectedText().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "healthy")
  void findsNothingWrongWithHealthyRequestsAndOtherPrograms(String corpus) {
    List<KnownCase> cases = KnownCase.all(corpus);

    assertThat(cases).hasSizeGreaterThan(140);
    for (KnownCase known : cases) {
      assertThat(known.diagnosis()).as(known.name()).isEmpty();
    }
  }
}
