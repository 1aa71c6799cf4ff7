package dev.culprit.ingest.gateway.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.syslog.SyslogParser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every datagram that real proxies sent when real upstreams failed in known ways: any of the causes
 * that a case allows is right, and a healthy one must have none.
 */
class RealProxiesTest {
  private static final Instant RECORDED = Instant.parse("2026-11-26T13:05:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"nginx-1.22.1", "haproxy-2.6.12", "apache-2.4.71", "caddy-2.6.2"})
  void namesTheCauseOfEachCase(String recorded) throws IOException {
    List<String> wrong = new ArrayList<>();
    int cases = 0;
    for (String line : lines(recorded)) {
      JsonObject one = new JsonObject(line);
      cases++;
      Optional<Diagnosis> found = diagnose(one);
      if (!isRight(one, found)) {
        wrong.add(one.getString("case") + ": " + found.map(Object::toString).orElse("none"));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isGreaterThan(50);
  }

  private static List<String> lines(String recorded) throws IOException {
    try (var in =
        RealProxiesTest.class.getResourceAsStream("/gateway/recorded/" + recorded + ".jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Optional<Diagnosis> diagnose(JsonObject one) {
    AccessRecord access = null;
    List<ErrorRecord> errors = new ArrayList<>();
    for (Object datagram : one.getJsonArray("lines")) {
      Optional<GatewayRecord> read =
          LogFormats.read(SyslogParser.parse((String) datagram, RECORDED).line());
      if (read.isPresent() && read.get() instanceof AccessRecord told) {
        access = access == null ? told : access;
      } else if (read.isPresent() && read.get() instanceof ErrorRecord told) {
        errors.add(told);
      }
    }
    return Diagnoser.diagnose(access, errors);
  }

  private static boolean isRight(JsonObject one, Optional<Diagnosis> found) {
    JsonArray causes = one.getJsonArray("causes");
    if (causes.isEmpty() || found.isEmpty()) {
      return causes.isEmpty() && found.isEmpty();
    }
    String upstream = one.getString("upstream");
    return causes.contains(found.get().cause().name())
        && (upstream.isEmpty() || upstream.equals(found.get().upstream()));
  }
}
