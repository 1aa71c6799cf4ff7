package dev.culprit.ingest.gateway.cause;

import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a real proxy logged of one request that was made to fail in a known way.
 *
 * @param cause as recorded; {@code none} for requests that went well
 * @param clientSaw the status
 */
record RecordedCase(
    String proxy, String name, String cause, String clientSaw, List<GatewayRecord> records) {

  static List<RecordedCase> all(String proxy) {
    List<RecordedCase> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                RecordedCase.class.getResourceAsStream("/gateway/" + proxy + ".jsonl"),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(of(proxy, new JsonObject(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static RecordedCase of(String proxy, JsonObject recorded) {
    List<GatewayRecord> records = new ArrayList<>();
    for (Object line : recorded.getJsonArray("error_log", new JsonArray())) {
      read(proxy, line).ifPresent(records::add);
    }
    if (recorded.getValue("access") != null) {
      read(proxy, recorded.getValue("access")).ifPresent(records::add);
    } else if (recorded.getJsonArray("error_log") == null) {
      for (Object line :
          recorded.getJsonArray("log", recorded.getJsonArray("syslog", new JsonArray()))) {
        read(proxy, line).ifPresent(records::add);
      }
    }
    String cause = recorded.getString("cause");
    int note = cause.indexOf(" (");
    return new RecordedCase(
        proxy,
        recorded.getString("case"),
        note < 0 ? cause : cause.substring(0, note),
        String.valueOf(recorded.getValue("client_saw")),
        records);
  }

  private static Optional<GatewayRecord> read(String proxy, Object line) {
    String text = line instanceof JsonObject json ? json.encode() : (String) line;
    int header = text.startsWith("<") ? text.indexOf("]: ") : -1;
    return LogFormats.read(
        new LogLine(
            header < 0 ? text : text.substring(header + 3),
            proxy,
            "",
            -1,
            Instant.parse("2026-11-22T05:20:00Z")));
  }

  /** Those of HAProxy log the same request in two formats; each is a record of its own. */
  List<AccessRecord> access() {
    return records.stream()
        .filter(AccessRecord.class::isInstance)
        .map(AccessRecord.class::cast)
        .toList();
  }

  List<ErrorRecord> errors() {
    return records.stream()
        .filter(ErrorRecord.class::isInstance)
        .map(ErrorRecord.class::cast)
        .toList();
  }

  /** Of each access record with all lines of the error log. */
  List<Optional<Diagnosis>> diagnoses() {
    List<AccessRecord> accesses = access();
    return accesses.isEmpty()
        ? List.of(Diagnoser.diagnose(null, errors()))
        : accesses.stream().map(access -> Diagnoser.diagnose(access, errors())).toList();
  }

  /** Whether what went wrong left a trace: some faults are passed on as if all were well. */
  boolean isHealthy() {
    return cause.equals("none")
        || (clientSaw.startsWith("2")
            && errors().isEmpty()
            && access().stream().allMatch(record -> !record.termination().startsWith("S")));
  }
}
