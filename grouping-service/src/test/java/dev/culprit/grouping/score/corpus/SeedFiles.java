package dev.culprit.grouping.score.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The files of seeds and log templates among the test resources. */
public final class SeedFiles {

  private static final String ROOT = "/score/";

  private SeedFiles() {}

  /** All seeds of the part, language by language. */
  public static List<Seed> seeds(Part part) {
    List<Seed> seeds = new ArrayList<>();
    for (String language : lines("languages.txt")) {
      seeds.addAll(SeedReader.read(text(part.folder() + "/" + language + ".jsonl")));
    }
    return seeds;
  }

  /** Templates of log lines with their slots in braces. */
  static List<String> logTemplates(Part part) {
    return lines(part.folder() + "/log-templates.txt");
  }

  static Surroundings surroundings() {
    return Surroundings.read(lines("surroundings.txt"));
  }

  private static List<String> lines(String name) {
    return text(name).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }

  private static String text(String name) {
    try (InputStream in = SeedFiles.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + ROOT + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
