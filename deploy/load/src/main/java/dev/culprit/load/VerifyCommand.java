package dev.culprit.load;

import dev.culprit.load.readback.Comparison;
import dev.culprit.load.readback.KeptEvents;
import dev.culprit.load.readback.RestApi;
import dev.culprit.load.readback.VerifyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks an earlier run again: every acknowledged event must be there exactly once. */
@Command(
    name = "verify",
    description = "Checks that every event acknowledged in an earlier run is kept exactly once.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private Target target = new Target();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--verify-file",
      required = true,
      paramLabel = "FILE",
      description = "What the run wrote down.")
  private Path file = Path.of("");

  @Option(
      names = "--drain-timeout",
      converter = Durations.class,
      description = "How long to wait for events to become visible (default: 60s).")
  private Duration drainTimeout = Duration.ofSeconds(60);

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    VerifyFile promised = read();
    KeptEvents kept =
        new KeptEvents(
            new RestApi(target.restUrl(), target.apiKey()), promised.project(), promised.run());
    long deadline = System.nanoTime() + drainTimeout.toNanos();
    Comparison comparison = compare(promised, kept);
    while (comparison.lost() > 0 && System.nanoTime() < deadline) {
      out.printf("Waiting for %,d events to become visible%n", comparison.lost());
      out.flush();
      Thread.sleep(1_000);
      comparison = compare(promised, kept);
    }
    out.printf(
        "run          %s%nacknowledged %,d%nlost         %,d%nduplicated   %,d%nkept anyway  %,d of %,d whose answer never came%n",
        promised.run(),
        promised.acknowledged().length,
        comparison.lost(),
        comparison.duplicated(),
        comparison.uncertainKept(),
        promised.uncertain().length);
    return comparison.isExact() ? LoadMain.EXACT : LoadMain.NOT_EXACT;
  }

  private VerifyFile read() {
    try {
      return VerifyFile.read(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("Cannot read " + file + ": " + unreadable.getMessage());
    }
  }

  private static Comparison compare(VerifyFile promised, KeptEvents kept) {
    Map<Long, Long> counts = kept.countsByProblem();
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    return Comparison.ofEvents(
            promised.acknowledged(), promised.uncertain(), kept.micros(counts.keySet()))
        .worst(
            Comparison.ofCounts(
                promised.acknowledged().length, promised.uncertain().length, total));
  }
}
