package dev.culprit.ingest.gateway.format;

import dev.culprit.ingest.gateway.apache.ApacheAccess;
import dev.culprit.ingest.gateway.apache.ApacheErrorLine;
import dev.culprit.ingest.gateway.caddy.CaddyConsole;
import dev.culprit.ingest.gateway.caddy.CaddyJson;
import dev.culprit.ingest.gateway.envoy.EnvoyAccess;
import dev.culprit.ingest.gateway.haproxy.HaproxyAccess;
import dev.culprit.ingest.gateway.haproxy.HaproxyHealth;
import dev.culprit.ingest.gateway.nginx.NginxAccess;
import dev.culprit.ingest.gateway.nginx.NginxErrorLine;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.text.CombinedLine;
import dev.culprit.ingest.gateway.text.JsonLine;
import dev.culprit.ingest.gateway.traefik.TraefikLog;
import dev.culprit.ingest.gateway.traefik.TraefikReasons;
import java.util.Locale;
import java.util.Optional;

/** Finds out which proxy wrote a line, by its form, and reads it. */
public final class LogFormats {
  private static final int MOST_TEXT = 64 << 10;

  private LogFormats() {}

  /**
   * Empty for lines of other programs and for those that nothing can be read from; never throws.
   */
  public static Optional<GatewayRecord> read(LogLine line) {
    String text = line.text().strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    LogLine plain = line.withText(text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text);
    return text.charAt(0) == '{' ? json(plain) : text(plain);
  }

  private static Optional<GatewayRecord> json(LogLine line) {
    Optional<JsonLine> parsed = JsonLine.parse(line.text());
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    JsonLine json = parsed.get();
    if (CaddyJson.fits(json)) {
      return CaddyJson.read(json, line);
    }
    if (TraefikLog.fits(json)) {
      return Optional.of(TraefikLog.read(json, line));
    }
    if (EnvoyAccess.fits(json)) {
      return Optional.of(EnvoyAccess.read(json, line));
    }
    if (HaproxyAccess.fits(json)) {
      return Optional.of(HaproxyAccess.read(json, line));
    }
    if (ApacheAccess.fits(json)) {
      return Optional.of(ApacheAccess.read(json, line));
    }
    if (NginxAccess.fits(json)) {
      return Optional.of(NginxAccess.read(json, line));
    }
    JsonLine flat = json.flat();
    if (NginxAccess.fits(flat) && flat.has("upstream_addr", "upstream_status")) {
      return Optional.of(NginxAccess.read(flat, line));
    }
    return TraefikReasons.read(json, line);
  }

  private static Optional<GatewayRecord> text(LogLine line) {
    String text = line.text();
    if (NginxErrorLine.fits(text)) {
      return NginxErrorLine.read(line);
    }
    if (CaddyConsole.fits(text)) {
      return CaddyConsole.read(line);
    }
    if (ApacheErrorLine.fits(text)) {
      return ApacheErrorLine.read(line);
    }
    if (EnvoyAccess.fits(text)) {
      return EnvoyAccess.read(line);
    }
    if (HaproxyAccess.fits(text)) {
      return HaproxyAccess.read(line);
    }
    Optional<CombinedLine> combined = CombinedLine.read(text);
    if (combined.isPresent()) {
      return Optional.of(combined(combined.get(), line));
    }
    Optional<GatewayRecord> health = HaproxyHealth.read(line);
    return health.isPresent() ? health : TraefikReasons.read(line);
  }

  /** nginx and Apache write the same: the tag tells, or the virtual host that only Apache adds. */
  private static GatewayRecord combined(CombinedLine combined, LogLine line) {
    if (TraefikLog.fits(combined)) {
      return TraefikLog.read(combined, line);
    }
    String tag = line.tag().toLowerCase(Locale.ROOT);
    boolean isApache =
        tag.contains("apache") || tag.contains("httpd") || !combined.virtualHost().isEmpty();
    return isApache ? ApacheAccess.read(combined, line) : NginxAccess.read(combined, line);
  }
}
