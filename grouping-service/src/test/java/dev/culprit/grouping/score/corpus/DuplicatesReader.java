package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads labelled duplicates as research publishes them: objects of {@code bug_id}, {@code dup_id},
 * {@code creation_ts} and {@code stacktrace}, in an array or one a line, plain or gzip. Reports
 * that are duplicates of one another, directly or not, are one problem; they arrive by their time.
 */
public final class DuplicatesReader {

  private record Bug(String id, String duplicateOf, double time, Report report) {}

  private DuplicatesReader() {}

  public static Corpus read(Path file) throws IOException {
    List<Bug> bugs = new ArrayList<>();
    for (JsonObject json : objects(text(file).strip())) {
      bugs.add(bug(json));
    }
    if (bugs.isEmpty()) {
      throw new IOException("No reports in " + file);
    }
    bugs.sort(Comparator.comparingDouble(Bug::time));
    Map<String, String> masters = new HashMap<>();
    bugs.forEach(bug -> masters.put(bug.id(), bug.duplicateOf()));
    List<LabelledEvent> events = new ArrayList<>();
    for (Bug bug : bugs) {
      events.add(
          LabelledEvent.of(
              master(bug.id(), masters), Family.DATA, "report " + bug.id(), bug.report()));
    }
    return new Corpus(String.valueOf(file.getFileName()), events);
  }

  /** The last of the chain of duplicates; of a circle the least id, so that all have the same. */
  private static String master(String id, Map<String, String> masters) {
    Set<String> seen = new HashSet<>();
    String current = id;
    while (seen.add(current)) {
      String next = masters.getOrDefault(current, "");
      if (next.isEmpty()) {
        return current;
      }
      current = next;
    }
    String least = current;
    for (String at = next(current, masters); !at.equals(current); at = next(at, masters)) {
      least = at.compareTo(least) < 0 ? at : least;
    }
    return least;
  }

  private static String next(String id, Map<String, String> masters) {
    return masters.getOrDefault(id, id);
  }

  private static Bug bug(JsonObject json) {
    String duplicateOf = text(json.getValue("dup_id"));
    return new Bug(
        text(json.getValue("bug_id")),
        duplicateOf,
        time(json.getValue("creation_ts")),
        new Report("java", "", chain(json.getValue("stacktrace"))));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** A number, or a text of a time, whose order is that of its digits. */
  private static double time(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    String digits = text(value).replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Double.parseDouble(digits);
  }

  private static List<Thrown> chain(Object stacktrace) {
    if (stacktrace instanceof JsonArray several) {
      List<Thrown> chain = new ArrayList<>();
      several.forEach(one -> chain.addAll(chain(one)));
      return chain;
    }
    if (!(stacktrace instanceof JsonObject json)) {
      return List.of();
    }
    List<StackFrame> frames = new ArrayList<>();
    for (Object frame : json.getJsonArray("frames", new JsonArray())) {
      frames.add(frame((JsonObject) frame));
    }
    Object exception = json.getValue("exception");
    List<String> types = new ArrayList<>();
    if (exception instanceof JsonArray several) {
      several.forEach(type -> types.add(text(type)));
    } else {
      types.add(text(exception));
    }
    return chain(types, frames);
  }

  /** Several types are the chain's, outermost first; its frames are those of the innermost. */
  private static List<Thrown> chain(List<String> types, List<StackFrame> frames) {
    List<Thrown> chain = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      chain.add(new Thrown(types.get(i), "", i == types.size() - 1 ? frames : List.of()));
    }
    return chain;
  }

  /** The whole name is in {@code function}, such as {@code org.example.View.open}. */
  private static StackFrame frame(JsonObject json) {
    String name = text(json.getValue("function"));
    int dot = name.lastIndexOf('.');
    String module = dot < 0 ? "" : name.substring(0, dot);
    String file = text(json.getValue("file"));
    Object line = json.getValue("fileline", json.getValue("line"));
    int number = line instanceof Number known ? known.intValue() : 0;
    return new StackFrame(name.substring(dot + 1), module, file, number, isInApp(module), "");
  }

  private static boolean isInApp(String module) {
    return !module.matches("(?:javax?|jdk|sun|com\\.sun)\\..*");
  }

  private static List<JsonObject> objects(String text) throws IOException {
    try {
      List<JsonObject> objects = new ArrayList<>();
      if (text.startsWith("[")) {
        new JsonArray(text).forEach(object -> objects.add((JsonObject) object));
      } else {
        text.lines()
            .filter(line -> !line.isBlank())
            .forEach(line -> objects.add(new JsonObject(line)));
      }
      return objects;
    } catch (DecodeException | ClassCastException e) {
      throw new IOException(
          "Neither an array of objects nor one object a line: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      in.mark(2);
      boolean isGzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      InputStream plain = isGzip ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
