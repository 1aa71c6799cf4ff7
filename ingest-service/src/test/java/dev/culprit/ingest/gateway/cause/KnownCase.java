package dev.culprit.ingest.gateway.cause;

import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.proto.ingest.v1.Cause;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Lines as a proxy words them, and in one text what is to be concluded from them. */
record KnownCase(String proxy, JsonObject told, List<GatewayRecord> records) {
  private static final Instant LOGGED = Instant.parse("2026-11-22T05:20:00Z");

  static List<KnownCase> all(String proxy) {
    List<KnownCase> cases = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    KnownCase.class.getResourceAsStream("/gateway/known/" + proxy + ".jsonl")),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(of(proxy, new JsonObject(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  private static KnownCase of(String proxy, JsonObject told) {
    List<GatewayRecord> records = new ArrayList<>();
    for (Object line : told.getJsonArray("lines")) {
      LogFormats.read(new LogLine((String) line, told.getString("tag", ""), "", -1, LOGGED))
          .ifPresent(records::add);
    }
    return new KnownCase(proxy, told, records);
  }

  List<String> lines() {
    return told.getJsonArray("lines").stream().map(String.class::cast).toList();
  }

  String name() {
    return proxy + " " + told.getString("name");
  }

  /** Cause, server, group, status and the rest that matters, as the case has them. */
  String expected() {
    String cause = told.getString("cause");
    if (told.containsKey("state")) {
      return String.join(" ", told.getString("state"), cause, told.getString("upstream"), group());
    }
    return cause.equals("none")
        ? "none"
        : String.join(
            " ",
            cause,
            told.getString("upstream"),
            group(),
            String.valueOf(told.getInteger("status")),
            told.getBoolean("recovered", false) ? "recovered" : "failed");
  }

  /** The same of what is read and concluded; the group only where the case tells one. */
  String found() {
    if (told.containsKey("state")) {
      return only(ServerStateRecord.class)
          .map(
              state ->
                  String.join(
                      " ",
                      state.state().name(),
                      name(state.cause()),
                      state.upstream(),
                      told.containsKey("group") ? state.upstreamGroup() : ""))
          .orElse("no state");
    }
    return diagnosis()
        .map(
            diagnosis ->
                String.join(
                    " ",
                    name(diagnosis.cause()),
                    diagnosis.upstream(),
                    told.containsKey("group") ? diagnosis.upstreamGroup() : "",
                    String.valueOf(diagnosis.status()),
                    diagnosis.recovered() ? "recovered" : "failed"))
        .orElse("none");
  }

  Optional<Diagnosis> diagnosis() {
    List<ErrorRecord> errors =
        records.stream()
            .filter(ErrorRecord.class::isInstance)
            .map(ErrorRecord.class::cast)
            .toList();
    return Diagnoser.diagnose(only(AccessRecord.class).orElse(null), errors);
  }

  /** What the application itself wrote; empty where the case does not tell. */
  Optional<String> expectedText() {
    return Optional.ofNullable(told.getString("text"));
  }

  String foundText() {
    return only(ErrorRecord.class).map(ErrorRecord::applicationText).orElse("");
  }

  private <T> Optional<T> only(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private String group() {
    return told.getString("group", "");
  }

  private static String name(Cause cause) {
    return cause.name().substring("CAUSE_".length()).toLowerCase(Locale.ROOT);
  }
}
