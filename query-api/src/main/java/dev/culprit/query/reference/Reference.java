package dev.culprit.query.reference;

import dev.culprit.proto.ingest.v1.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * All causes and HTTP errors. It is read from files of the server's own and checked as a whole: a
 * cause without text, or text without a cause, keeps the server from starting.
 */
public final class Reference {
  private static final List<String> FAMILIES =
      List.of(
          "connecting",
          "sockets",
          "names",
          "tls",
          "response",
          "application",
          "proxy",
          "client",
          "unknown");
  private static final String CAUSE_PREFIX = "CAUSE_";

  private final Map<String, CauseEntry> causes;
  private final Map<Integer, HttpErrorEntry> errors;

  private Reference(Map<String, CauseEntry> causes, Map<Integer, HttpErrorEntry> errors) {
    this.causes = causes;
    this.errors = errors;
  }

  /** Reads files, so not on an event loop. */
  public static Reference load() {
    Map<String, CauseEntry> causes = new LinkedHashMap<>();
    for (String family : FAMILIES) {
      for (CauseEntry cause : family(read("causes/" + family))) {
        if (causes.put(cause.code(), cause) != null) {
          throw new IllegalStateException("cause " + cause.code() + " is told twice");
        }
      }
    }
    requireEach(causes.keySet());
    return new Reference(causes, errors(causes.keySet()));
  }

  List<CauseEntry> causes() {
    return List.copyOf(causes.values());
  }

  Optional<CauseEntry> cause(String code) {
    return Optional.ofNullable(causes.get(code));
  }

  List<HttpErrorEntry> errors() {
    return List.copyOf(errors.values());
  }

  Optional<HttpErrorEntry> error(int status) {
    return Optional.ofNullable(errors.get(status));
  }

  /** The title of a cause that exists. */
  String titleOf(String code) {
    return cause(code).orElseThrow().title();
  }

  /** The closed list of the contract, as codes. */
  static Set<String> codes() {
    return Arrays.stream(Cause.values())
        .filter(cause -> cause != Cause.UNRECOGNIZED && cause != Cause.CAUSE_UNSPECIFIED)
        .map(cause -> cause.name().substring(CAUSE_PREFIX.length()).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireEach(Set<String> told) {
    Set<String> missing = codes();
    missing.removeAll(told);
    Set<String> strange = new TreeSet<>(told);
    strange.removeAll(codes());
    if (!missing.isEmpty() || !strange.isEmpty()) {
      throw new IllegalStateException(
          "causes without text: " + missing + ", text without cause: " + strange);
    }
  }

  private static List<CauseEntry> family(YamlEntry file) {
    String family = file.text("family");
    List<CauseEntry> causes =
        file.named("causes", (code, entry) -> CauseEntry.of(code, family, entry));
    file.close();
    return causes;
  }

  private static Map<Integer, HttpErrorEntry> errors(Set<String> codes) {
    YamlEntry file = read("http-errors");
    Map<Integer, HttpErrorEntry> errors = new LinkedHashMap<>();
    for (HttpErrorEntry error : file.entries("errors", HttpErrorEntry::of)) {
      if (errors.put(error.status(), error) != null) {
        throw new IllegalStateException("status " + error.status() + " is told twice");
      }
      if (!codes.containsAll(error.causes().keySet())) {
        throw new IllegalStateException("status " + error.status() + " names unknown causes");
      }
    }
    file.close();
    return errors;
  }

  private static YamlEntry read(String name) {
    String resource = "/reference/" + name + ".yaml";
    try (InputStream in = Reference.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing");
      }
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      return YamlEntry.of(name, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
