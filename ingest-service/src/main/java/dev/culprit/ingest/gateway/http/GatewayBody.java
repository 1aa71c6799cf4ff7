package dev.culprit.ingest.gateway.http;

import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.text.LogTimes;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines in a request's body: one a line, or a JSON array of them. A line is what the proxy
 * wrote or a log shipper's object around it ({@code message}, {@code log}, …), which may name the
 * host, the program and the time as well.
 */
final class GatewayBody {
  private static final String[] TEXTS = {"message", "log", "line", "msg", "event.original"};

  private GatewayBody() {}

  static List<LogLine> lines(byte[] body, Instant receivedAt) {
    String text = new String(body, StandardCharsets.UTF_8);
    List<LogLine> lines = new ArrayList<>();
    for (String line : text.stripLeading().startsWith("[") ? array(text) : split(text)) {
      lines.add(line(line, receivedAt));
    }
    return lines;
  }

  private static List<String> array(String text) {
    List<String> lines = new ArrayList<>();
    try {
      for (Object element : new JsonArray(text)) {
        lines.add(
            element instanceof String line ? line : element == null ? "" : Json.encode(element));
      }
      return lines;
    } catch (DecodeException noJson) {
      // Apache and Envoy begin their lines with a bracket as well.
      return split(text);
    }
  }

  /** nginx writes what PHP said with its newlines: such a line ends where the client is named. */
  private static List<String> split(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String whole = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      if (last.contains("sent in stderr: \"") && !last.contains("\" while ") && !whole.isEmpty()) {
        lines.set(lines.size() - 1, last + "\n" + whole);
      } else if (!whole.isBlank()) {
        lines.add(whole);
      }
    }
    return lines;
  }

  private static LogLine line(String text, Instant receivedAt) {
    if (text.startsWith("{")) {
      Optional<JsonLine> json = JsonLine.parse(text);
      if (json.isPresent() && isEnvelope(json.get())) {
        return enveloped(json.get(), receivedAt);
      }
    }
    return new LogLine(text, "", "", -1, receivedAt);
  }

  /** A text, and nothing that only the record of a request or of Caddy has. */
  private static boolean isEnvelope(JsonLine json) {
    return json.has(TEXTS)
        && !json.has("status", "logger", "downstreamstatus", "response_code", "upstream_addr");
  }

  private static LogLine enveloped(JsonLine json, Instant receivedAt) {
    Instant at =
        LogTimes.any(json.get("timestamp", "@timestamp", "time", "date", "ts"), receivedAt);
    return new LogLine(
        json.get(TEXTS),
        json.get("appname", "tag", "ident", "program", "unit", "syslog_identifier"),
        json.get("host", "hostname", "host.name", "node", "kubernetes.host"),
        -1,
        at);
  }
}
