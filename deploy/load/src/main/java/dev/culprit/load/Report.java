package dev.culprit.load;

import dev.culprit.load.measure.ProcessUsage;
import dev.culprit.load.readback.Comparison;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run's result for people and for scripts. */
record Report(RunResult result, Optional<ProcessUsage> before, Optional<ProcessUsage> after) {

  String text() {
    RunResult.Sent sent = result.sent();
    StringBuilder text = new StringBuilder();
    line(
        text,
        "accepted",
        "%,d  (committed %,d, spooled %,d)",
        sent.accepted(),
        sent.committed(),
        sent.spooled());
    result
        .comparison()
        .ifPresentOrElse(
            comparison -> checked(text, comparison),
            () -> line(text, "processed", "not read back (--check none)"));
    line(text, "refused", "%,d%s", sent.refused(), reasons(sent.refusals()));
    line(text, "unanswered", "%,d%s", sent.withoutAnswer(), reasons(sent.failures()));
    line(
        text,
        "throughput",
        "%,.0f events/s acknowledged, %,.0f events/s processed",
        result.acknowledgedPerSecond(),
        result.processedPerSecond());
    line(
        text,
        "latency",
        "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms",
        sent.latency().p50(),
        sent.latency().p95(),
        sent.latency().p99(),
        sent.latency().max());
    line(
        text,
        "drain",
        "%.2f s from the last acknowledgement until all was visible",
        result.drainSeconds());
    usage().ifPresent(usage -> usage(text, usage));
    return text.toString();
  }

  JsonObject json() {
    RunResult.Sent sent = result.sent();
    JsonObject json =
        new JsonObject()
            .put("run", result.run())
            .put("sent", sent.sent())
            .put("accepted", sent.accepted())
            .put("committed", sent.committed())
            .put("spooled", sent.spooled())
            .put("refused", sent.refused())
            .put("unanswered", sent.withoutAnswer())
            .put("processed", result.processed())
            .put("problems", result.problems())
            .put("expected_problems", result.expectedProblems())
            .put("acknowledged_per_second", result.acknowledgedPerSecond())
            .put("processed_per_second", result.processedPerSecond())
            .put("latency_ms", latency(sent.latency()))
            .put("drain_seconds", result.drainSeconds());
    result
        .comparison()
        .ifPresent(
            comparison ->
                json.put("lost", comparison.lost()).put("duplicated", comparison.duplicated()));
    usage()
        .ifPresent(
            usage ->
                json.put("cpu_seconds", usage.totalCpuSeconds())
                    .put("memory_megabytes", usage.totalMegabytes()));
    return json;
  }

  private void checked(StringBuilder text, Comparison comparison) {
    line(
        text,
        "processed",
        "%,d in %,d problems (expected %,d)",
        result.processed(),
        result.problems(),
        result.expectedProblems());
    line(text, "lost", "%,d", comparison.lost());
    line(text, "duplicated", "%,d", comparison.duplicated());
    if (comparison.uncertainKept() > 0) {
      line(text, "kept anyway", "%,d whose answer never came", comparison.uncertainKept());
    }
  }

  private void usage(StringBuilder text, ProcessUsage usage) {
    double perEvent = usage.totalCpuSeconds() * 1e6 / Math.max(1, result.sent().accepted());
    line(
        text,
        "server",
        "%.1f CPU s (%s), %.0f µs an event; %,d MB resident (%s)",
        usage.totalCpuSeconds(),
        join(usage.cpuSeconds(), "%s %.1f"),
        perEvent,
        usage.totalMegabytes(),
        join(usage.memoryMegabytes(), "%s %,d"));
  }

  private Optional<ProcessUsage> usage() {
    return after.map(now -> before.map(now::since).orElse(now));
  }

  private static JsonObject latency(RunResult.Latency latency) {
    return new JsonObject()
        .put("p50", latency.p50())
        .put("p95", latency.p95())
        .put("p99", latency.p99())
        .put("max", latency.max());
  }

  private static String join(Map<String, ?> values, String form) {
    return values.entrySet().stream()
        .map(entry -> String.format(Locale.ROOT, form, entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String reasons(Map<String, Long> reasons) {
    return reasons.isEmpty() ? "" : "  (" + join(reasons, "%s %,d") + ")";
  }

  private static void line(StringBuilder text, String name, String form, Object... values) {
    text.append(String.format(Locale.ROOT, "%-12s", name))
        .append(String.format(Locale.ROOT, form, values))
        .append('\n');
  }
}
