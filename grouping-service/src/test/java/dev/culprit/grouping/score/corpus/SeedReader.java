package dev.culprit.grouping.score.corpus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads the seeds' files: one JSON object a line. */
final class SeedReader {

  private SeedReader() {}

  static List<Seed> read(String lines) {
    return lines.lines().filter(line -> !line.isBlank()).map(SeedReader::seed).toList();
  }

  private static Seed seed(String line) {
    JsonObject json = new JsonObject(line);
    List<Thrown> chain = new ArrayList<>();
    for (Object thrown : json.getJsonArray("chain")) {
      chain.add(thrown((JsonObject) thrown));
    }
    return new Seed(json.getString("bug"), new Report(json.getString("language"), "", chain));
  }

  private static Thrown thrown(JsonObject json) {
    List<StackFrame> frames = new ArrayList<>();
    for (Object frame : json.getJsonArray("frames", new JsonArray())) {
      frames.add(frame((JsonObject) frame));
    }
    return new Thrown(json.getString("type"), json.getString("value", ""), frames);
  }

  private static StackFrame frame(JsonObject json) {
    return new StackFrame(
        json.getString("function", ""),
        json.getString("module", ""),
        json.getString("file", ""),
        json.getInteger("line", 0),
        json.getBoolean("in_app", false),
        json.getString("context", ""));
  }
}
