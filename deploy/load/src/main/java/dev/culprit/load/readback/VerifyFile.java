package dev.culprit.load.readback;

import dev.culprit.load.measure.Ledger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run was promised, on disk, so that it can be checked again later: after a crash, a restart
 * or a restore. Text: a line each for run and project, then one line an event: {@code a}
 * (acknowledged) or {@code u} (no answer) and the time written into it.
 */
public final class VerifyFile {
  private static final String RUN = "run ";
  private static final String PROJECT = "project ";

  private final String run;
  private final String project;
  private final long[] acknowledged;
  private final long[] uncertain;

  private VerifyFile(String run, String project, long[] acknowledged, long[] uncertain) {
    this.run = run;
    this.project = project;
    this.acknowledged = acknowledged;
    this.uncertain = uncertain;
  }

  public static VerifyFile of(String run, String project, Ledger ledger) {
    return new VerifyFile(run, project, ledger.acknowledgedMicros(), ledger.uncertainMicros());
  }

  public String run() {
    return run;
  }

  public String project() {
    return project;
  }

  /** The times written into all acknowledged events, ascending. */
  public long[] acknowledged() {
    return acknowledged.clone();
  }

  /** The times written into events whose fate is unknown, ascending. */
  public long[] uncertain() {
    return uncertain.clone();
  }

  public void write(Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(RUN + run + "\n" + PROJECT + project + "\n");
      for (long micros : acknowledged) {
        out.write("a " + micros + "\n");
      }
      for (long micros : uncertain) {
        out.write("u " + micros + "\n");
      }
    }
  }

  public static VerifyFile read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2 || !lines.get(0).startsWith(RUN) || !lines.get(1).startsWith(PROJECT)) {
      throw new IOException(file + " was not written by --verify-file");
    }
    return new VerifyFile(
        lines.get(0).substring(RUN.length()),
        lines.get(1).substring(PROJECT.length()),
        micros(lines, "a "),
        micros(lines, "u "));
  }

  private static long[] micros(List<String> lines, String mark) {
    long[] micros =
        lines.stream()
            .filter(line -> line.startsWith(mark))
            .mapToLong(line -> Long.parseLong(line.substring(mark.length())))
            .toArray();
    Arrays.sort(micros);
    return micros;
  }
}
