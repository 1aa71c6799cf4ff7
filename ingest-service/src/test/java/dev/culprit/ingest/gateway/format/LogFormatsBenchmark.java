package dev.culprit.ingest.gateway.format;

import dev.culprit.ingest.gateway.record.LogLine;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints how many lines of each format one thread reads in a second of its processor time. */
public final class LogFormatsBenchmark {
  private static final int ROUNDS = 5;
  private static final int LINES = 400_000;
  private static final Instant LOGGED = Instant.parse("2026-11-22T05:20:00Z");

  private LogFormatsBenchmark() {}

  public static void main(String[] arguments) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "nginx JSON",
        "{\"time\":\"2026-11-22T05:16:05+00:00\",\"msec\":\"1795324565.002\",\"server_name\":\"shop.test\","
            + "\"host\":\"shop.test\",\"remote_addr\":\"127.0.0.1\",\"method\":\"GET\",\"uri\":\"/c/ok\","
            + "\"server_protocol\":\"HTTP/1.1\",\"status\":\"200\",\"body_bytes_sent\":\"157\","
            + "\"request_time\":\"0.001\",\"connection\":\"%d\",\"pid\":\"31472\","
            + "\"request_id\":\"769bf5c9ae57f0bb9bbe830edfa6d292\",\"traceparent\":\"\","
            + "\"proxy_host\":\"127.0.0.1:57705\",\"upstream_addr\":\"127.0.0.1:57705\","
            + "\"upstream_status\":\"200\",\"upstream_connect_time\":\"0.000\","
            + "\"upstream_header_time\":\"0.001\",\"upstream_response_time\":\"0.001\","
            + "\"upstream_bytes_received\":\"67\",\"user_agent\":\"visitor\",\"referrer\":\"\"}");
    lines.put(
        "nginx combined",
        "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /c/ok?n=%d HTTP/1.1\" 200 3 \"-\""
            + " \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"");
    lines.put(
        "nginx combined with upstream",
        "127.0.0.1 - - [22/Nov/2026:05:16:05 +0000] \"GET /c/ok?n=%d HTTP/1.1\" 200 3 \"-\""
            + " \"curl/7.88.1\" rt=0.001 uct=\"0.000\" uht=\"0.001\" urt=\"0.001\""
            + " ua=\"10.0.0.5:8080\" us=\"200\"");
    lines.put(
        "HAProxy httplog",
        "127.0.0.1:38962 [22/Nov/2026:05:18:57.739] http be_ok/s1 0/0/0/1/1 200 74 - - ----"
            + " 1/1/0/0/0 0/0 {shop.test|tester} {text/plain} \"GET /c/ok?n=%d HTTP/1.1\"");
    lines.put(
        "nginx error",
        "2026/11/22 05:16:05 [error] 1564#1564: *%d upstream timed out (110: Connection timed out)"
            + " while reading response header from upstream, client: 127.0.0.1, server: shop.test,"
            + " request: \"GET /c/a HTTP/1.1\", upstream: \"http://127.0.0.1:9103/c/a\","
            + " host: \"shop.test\"");
    lines.forEach(LogFormatsBenchmark::measure);
  }

  private static void measure(String name, String form) {
    LogLine[] lines = new LogLine[1_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new LogLine(String.format(form, i), "nginx", "", -1, LOGGED);
    }
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      int read = 0;
      for (int i = 0; i < LINES; i++) {
        read += LogFormats.read(lines[i % lines.length]).isPresent() ? 1 : 0;
      }
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started;
      if (read != LINES) {
        throw new IllegalStateException(name + ": " + (LINES - read) + " lines were not read");
      }
      best = Math.max(best, LINES * 1e9 / taken);
    }
    System.out.printf("%-30s %,10.0f lines/s%n", name, best);
  }
}
