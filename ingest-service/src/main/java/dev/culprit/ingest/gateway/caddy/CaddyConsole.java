package dev.culprit.ingest.gateway.caddy;

import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Caddy's console format: time, level, logger and message before tabs, then the fields as JSON. */
public final class CaddyConsole {
  private CaddyConsole() {}

  /** {@code 2026/11/22 05:16:05.123<TAB>ERROR<TAB>http.log.error<TAB>…}. */
  public static boolean fits(String text) {
    return text.length() > 30
        && text.charAt(4) == '/'
        && text.charAt(7) == '/'
        && text.charAt(19) == '.'
        && text.indexOf("\thttp.") > 19;
  }

  public static Optional<GatewayRecord> read(LogLine line) {
    String[] parts = line.text().split("\t", 5);
    if (parts.length < 5) {
      return Optional.empty();
    }
    Map<String, String> told = new HashMap<>();
    told.put("level", parts[1]);
    told.put("logger", parts[2]);
    told.put("msg", parts[3]);
    return JsonLine.parse(parts[4]).flatMap(json -> CaddyJson.read(json.with(told), line));
  }
}
