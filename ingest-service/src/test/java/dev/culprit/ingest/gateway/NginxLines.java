package dev.culprit.ingest.gateway;

import dev.culprit.ingest.testing.TestIngest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What nginx logs of one request that an upstream refused, with a header of syslog or without. */
public record NginxLines(int connection, String path) {
  private static final DateTimeFormatter SLASHED =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM dd HH:mm:ss", Locale.ROOT);

  public String error() {
    return "%s [error] 1564#1564: *%d connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.7, server: shop.test, request: \"GET %s HTTP/1.1\", upstream: \"http://127.0.0.1:9000%s\", host: \"shop.test\""
        .formatted(now(SLASHED), connection, path, path);
  }

  public String access() {
    return access(502, "502", "-", "-");
  }

  public String healthy() {
    return access(200, "200", "0.001", "0.002");
  }

  public String answeredByTheApplication(int status) {
    return access(status, Integer.toString(status), "0.001", "0.002");
  }

  private String access(int status, String upstreamStatus, String connect, String header) {
    return "{\"msec\":%s,\"request_id\":\"%032x\",\"remote_addr\":\"192.0.2.7\",\"method\":\"GET\",\"host\":\"shop.test\",\"uri\":\"%s\",\"server_protocol\":\"HTTP/1.1\",\"status\":%d,\"body_bytes_sent\":157,\"request_time\":0.001,\"upstream_addr\":\"127.0.0.1:9000\",\"upstream_status\":\"%s\",\"upstream_connect_time\":\"%s\",\"upstream_header_time\":\"%s\",\"upstream_response_time\":\"0.001\",\"user_agent\":\"curl/7.88.1\",\"connection\":\"%d\"}"
        .formatted(
            Instant.now().getEpochSecond() + ".415",
            connection,
            path,
            status,
            upstreamStatus,
            connect,
            header,
            connection);
  }

  /** As nginx sends it when the ingestion key is its tag. */
  public static String syslog(String line) {
    return "<187>" + now(SYSLOG) + " vm " + TestIngest.KEY + ": " + line;
  }

  private static String now(DateTimeFormatter form) {
    return Instant.now().atOffset(ZoneOffset.UTC).format(form);
  }
}
