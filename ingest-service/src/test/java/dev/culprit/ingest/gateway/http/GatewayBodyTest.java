package dev.culprit.ingest.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.record.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GatewayBodyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T05:16:30Z");

  private static List<LogLine> lines(String body) {
    return GatewayBody.lines(body.getBytes(StandardCharsets.UTF_8), NOW);
  }

  @Test
  void takesPlainLinesAndProxiesOwnJson() {
    assertThat(lines("one line\r\n\n{\"status\":502,\"message\":\"x\"}\n"))
        .extracting(LogLine::text)
        .containsExactly("one line", "{\"status\":502,\"message\":\"x\"}");
  }

  @Test
  void takesTheLineOutOfAShippersObject() {
    LogLine line =
        lines(
                "{\"message\":\"the line\",\"host\":\"web-1\",\"appname\":\"nginx\",\"timestamp\":\"2026-11-22T05:00:00Z\"}")
            .get(0);

    assertThat(line.text()).isEqualTo("the line");
    assertThat(line.host()).isEqualTo("web-1");
    assertThat(line.tag()).isEqualTo("nginx");
    assertThat(line.loggedAt()).isEqualTo(Instant.parse("2026-11-22T05:00:00Z"));
  }

  @Test
  void takesAnArray() {
    assertThat(lines("[\"a\", {\"log\":\"b\"}, {\"status\":200}]"))
        .extracting(LogLine::text)
        .containsExactly("a", "b", "{\"status\":200}");
    assertThat(lines("[Sun Nov 22 05:22:22 2026] [proxy:error] no array")).hasSize(1);
  }

  @Test
  void whatPhpSaidStaysTogether() {
    assertThat(
            lines(
                "2026/11/22 05:16:30 [error] 1#1: *1 FastCGI sent in stderr: \"PHP message: a\nStack trace:\n#0 {main}\" while reading upstream, client: 1\nnext"))
        .hasSize(2);
  }

  @Property
  void neverThrows(@ForAll String body) {
    assertThat(lines(body)).isNotNull();
    assertThat(lines("[" + body)).isNotNull();
    assertThat(lines("{" + body)).isNotNull();
  }
}
