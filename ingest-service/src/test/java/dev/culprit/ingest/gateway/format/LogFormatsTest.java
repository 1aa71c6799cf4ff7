package dev.culprit.ingest.gateway.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.cause.Diagnoser;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");
  private static final List<String> SAMPLES =
      List.of(
          "2026/11/22 05:16:05 [error] 1564#1564: *7 connect() failed (111: Connection refused) while connecting to upstream, client: 127.0.0.1, server: shop.test, request: \"GET /a HTTP/1.1\", upstream: \"http://127.0.0.1:9103/a\", host: \"shop.test\"",
          "{\"status\":502,\"upstream_addr\":\"127.0.0.1:9103\",\"upstream_status\":\"502\",\"request_time\":0.001,\"uri\":\"/a\"}",
          "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /a HTTP/1.1\" 502 157 \"-\" \"curl\" rt=0.1 uct=\"-\" uht=\"-\" urt=\"0.1\" ua=\"10.0.0.1:80\" us=\"502\"",
          "127.0.0.1:38962 [22/Nov/2026:05:18:57.739] http be_ok/s1 0/0/0/-1/0 502 74 - - SH-- 1/1/0/0/0 0/0 {shop.test|x} {} \"GET /c HTTP/1.1\"",
          "[Sun Nov 22 05:22:22.604670 2026] [proxy:error] [pid 7521:tid 7560] (111)Connection refused: AH00957: http: attempt to connect to 127.0.0.1:9101 (127.0.0.1:9101) failed",
          "[2026-11-22T05:16:05.123Z] \"GET /a HTTP/1.1\" 503 UF 0 91 0 - \"-\" \"curl\" \"id\" \"shop.test\" \"10.0.0.1:80\"",
          "{\"level\":\"error\",\"ts\":1795325028.12,\"logger\":\"http.log.error\",\"msg\":\"dial tcp 127.0.0.1:9101: connect: connection refused\",\"status\":502,\"request\":{\"uri\":\"/a\"}}",
          "{\"DownstreamStatus\":502,\"OriginStatus\":0,\"RequestPath\":\"/a\",\"ServiceName\":\"shop@docker\"}",
          "Server be/s1 is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", check duration: 6ms.");

  private static Optional<GatewayRecord> read(String text) {
    return LogFormats.read(new LogLine(text, "", "", -1, NOW));
  }

  @Test
  void knowsWhoWroteALine() {
    assertThat(SAMPLES.stream().map(sample -> read(sample).orElseThrow().proxy()))
        .containsExactly(
            Proxy.PROXY_NGINX,
            Proxy.PROXY_NGINX,
            Proxy.PROXY_NGINX,
            Proxy.PROXY_HAPROXY,
            Proxy.PROXY_APACHE,
            Proxy.PROXY_ENVOY,
            Proxy.PROXY_CADDY,
            Proxy.PROXY_TRAEFIK,
            Proxy.PROXY_HAPROXY);
  }

  @ParameterizedTest
  @CsvSource({
    "UF,'upstream_reset_before_response_started{connection_failure,delayed_connect_error:_111}',503,CAUSE_UPSTREAM_REFUSED",
    "UF,'upstream_reset_before_response_started{connection_failure,delayed_connect_error:_113}',503,CAUSE_UPSTREAM_UNREACHABLE",
    "UF,'upstream_reset_before_response_started{connection_timeout}',503,CAUSE_UPSTREAM_CONNECT_TIMEOUT",
    "UH,no_healthy_upstream,503,CAUSE_NO_LIVE_UPSTREAMS",
    "UT,upstream_response_timeout,504,CAUSE_UPSTREAM_READ_TIMEOUT",
    "UC,'upstream_reset_before_response_started{connection_termination}',503,CAUSE_UPSTREAM_CLOSED_EARLY",
    "UPE,'upstream_reset_before_response_started{protocol_error}',502,CAUSE_UPSTREAM_MALFORMED_RESPONSE",
    "UO,overflow,503,CAUSE_PROXY_RATE_LIMITED",
    "NR,route_not_found,404,CAUSE_PROXY_CONFIG",
    "-,via_upstream,503,CAUSE_APP_ERROR",
    "-,via_upstream,200,NONE",
    "'UF,URX','upstream_reset_before_response_started{connection_failure,TLS_error:_268435703:SSL_routines:OPENSSL_internal:WRONG_VERSION_NUMBER}',503,CAUSE_TLS_NOT_TLS"
  })
  void readsEnvoysFlags(String flags, String details, int status, String cause) {
    String json =
        "{\"response_flags\":\"%s\",\"response_code_details\":\"%s\",\"response_code\":%d,\"upstream_host\":\"10.0.0.1:80\",\"path\":\"/a\"}"
            .formatted(flags, details, status);

    assertThat(cause(json)).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "502,0,CAUSE_UPSTREAM_REFUSED",
    "503,0,CAUSE_NO_LIVE_UPSTREAMS",
    "504,0,CAUSE_UPSTREAM_CONNECT_TIMEOUT",
    "500,500,CAUSE_APP_ERROR",
    "503,503,CAUSE_APP_ERROR",
    "499,0,CAUSE_CLIENT_CLOSED",
    "200,200,NONE",
    "404,404,NONE"
  })
  void readsTraefik(int status, int origin, String cause) {
    String json =
        "{\"DownstreamStatus\":%d,\"OriginStatus\":%d,\"OriginDuration\":12000000,\"RequestPath\":\"/a\",\"ServiceName\":\"shop@docker\",\"ServiceAddr\":\"10.0.0.1:80\"}"
            .formatted(status, origin);

    assertThat(cause(json)).isEqualTo(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "dial tcp 10.0.0.1:80: connect: connection refused,CAUSE_UPSTREAM_REFUSED",
    "dial tcp 10.0.0.1:80: connect: no route to host,CAUSE_UPSTREAM_UNREACHABLE",
    "dial tcp 10.0.0.1:80: i/o timeout,CAUSE_UPSTREAM_CONNECT_TIMEOUT",
    "dial tcp: lookup shop on 10.0.0.2:53: no such host,CAUSE_DNS_NOT_FOUND",
    "dial tcp: lookup shop on 10.0.0.2:53: server misbehaving,CAUSE_DNS_SERVER_FAILURE",
    "EOF,CAUSE_UPSTREAM_CLOSED_EARLY",
    "tls: failed to verify certificate: x509: certificate has expired,CAUSE_TLS_CERTIFICATE",
    "net/http: timeout awaiting response headers,CAUSE_UPSTREAM_READ_TIMEOUT"
  })
  void readsTheReasonInTraefiksOwnLog(String words, String cause) {
    assertThat(
            cause(
                "time=\"2026-11-22T05:16:05Z\" level=debug msg=\"'502 Bad Gateway' caused by: "
                    + words))
        .isEqualTo(cause);
  }

  private static String cause(String line) {
    GatewayRecord record = read(line).orElseThrow();
    return (record instanceof AccessRecord access
            ? Diagnoser.diagnose(access, List.of())
            : Diagnoser.diagnose(null, List.of((ErrorRecord) record)))
        .map(found -> found.cause().name())
        .orElse("NONE");
  }

  @Test
  void linesOfOtherProgramsAreNobodys() {
    for (String line :
        List.of(
            "session opened for user root by (uid=0)",
            "{\"level\":\"info\",\"msg\":\"started\"}",
            "Accepted publickey for git from 10.0.0.1 port 22 ssh2",
            "\u0000\u0001\u0002\uffff",
            "",
            "   ")) {
      assertThat(read(line)).as(line).isEmpty();
    }
  }

  @Test
  void healthyRequestsHaveNoCause() {
    for (String line :
        List.of(
            "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /a HTTP/1.1\" 200 157 \"-\" \"curl\"",
            "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /a HTTP/1.1\" 404 157 \"-\" \"curl\"",
            "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /a HTTP/1.1\" 304 0",
            "{\"status\":101,\"upstream_addr\":\"10.0.0.1:80\",\"upstream_status\":\"101\",\"uri\":\"/ws\"}",
            "{\"status\":404,\"upstream_addr\":\"10.0.0.1:80\",\"upstream_status\":\"404\",\"upstream_header_time\":\"0.1\",\"uri\":\"/\"}",
            "10.0.0.9:1 [22/Nov/2026:05:18:57.739] http be/s1 0/0/0/5/9 200 74 - - ---- 1/1/0/0/0 0/0 \"GET /c HTTP/1.1\"")) {
      assertThat(cause(line)).as(line).isEqualTo("NONE");
    }
  }

  @Property
  void neverThrowsWhereverALineIsCut(@ForAll("cut") String line) {
    Optional<GatewayRecord> record = read(line);
    if (record.isPresent() && record.get() instanceof AccessRecord access) {
      assertThat(Diagnoser.diagnose(access, List.of())).isNotNull();
    } else if (record.isPresent() && record.get() instanceof ErrorRecord error) {
      assertThat(Diagnoser.diagnose(null, List.of(error))).isNotNull();
    }
  }

  @Provide
  Arbitrary<String> cut() {
    return Arbitraries.of(SAMPLES)
        .flatMap(
            sample ->
                Arbitraries.integers()
                    .between(0, sample.length())
                    .flatMap(
                        end ->
                            Arbitraries.strings()
                                .ofMaxLength(20)
                                .map(junk -> sample.substring(0, end) + junk)));
  }

  @Property
  void neverThrowsOnAnyText(@ForAll String text) {
    assertThat(read(text)).isNotNull();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.SECONDS)
  void takesTimeInProportionToTheLine() {
    for (String sample : SAMPLES) {
      for (String piece : List.of("[", "\"", "\\", " ", "(", ", client: ", "{\"a\":", "=\"")) {
        for (int i = 0; i < 20; i++) {
          assertThat(read(sample.substring(0, sample.length() / 2) + piece.repeat(40_000)))
              .isNotNull();
        }
      }
    }
  }

  @Test
  void aDnsFailureIsOfTheNameNotOfTheRequest() {
    ErrorRecord record =
        (ErrorRecord)
            read("2026/11/22 05:16:16 [error] 1#1: *79 nx.svc could not be resolved (3: Host not found), client: 1.2.3.4, server: a, request: \"GET /x HTTP/1.1\"")
                .orElseThrow();

    assertThat(record.cause()).isEqualTo(Cause.CAUSE_DNS_NOT_FOUND);
    assertThat(record.upstreamGroup()).isEqualTo("nx.svc");
  }
}
