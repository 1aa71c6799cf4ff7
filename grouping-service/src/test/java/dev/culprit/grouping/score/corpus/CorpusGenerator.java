package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Makes the labelled events of a part: the same ones in the same order each time. */
public final class CorpusGenerator {

  private static final long ARRIVAL_SEED = 20260302;
  private static final int ATTEMPTS = 4;

  /** How many events the usual problem of each family gets. */
  public record Size(int bug, int nearMiss, int message) {

    public static final Size FULL = new Size(40, 6, 20);

    /** For a test that takes seconds. */
    public static final Size REDUCED = new Size(8, 3, 6);
  }

  private final List<Seed> seeds;
  private final Surroundings surroundings = SeedFiles.surroundings();
  private final Size size;
  private final Set<String> taken = new HashSet<>();
  private final List<LabelledEvent> events = new ArrayList<>();

  private CorpusGenerator(List<Seed> seeds, Size size) {
    this.seeds = seeds;
    this.size = size;
  }

  public static Corpus generate(Part part, Size size) {
    List<Seed> seeds = SeedFiles.seeds(part);
    CorpusGenerator generator = new CorpusGenerator(seeds, size);
    generator.addSeeds();
    generator.events.addAll(GatewayCorpus.events(seeds, generator.surroundings, size.message()));
    generator.events.addAll(LogCorpus.events(part, size.message()));
    return new Corpus(part.folder(), generator.events).shuffled(ARRIVAL_SEED);
  }

  private void addSeeds() {
    for (Seed seed : seeds) {
      taken.add(signature(seed.report()));
    }
    for (Seed seed : seeds) {
      Chance chance = chance(seed);
      Seed shipped = new Seed(seed.bug(), Bundles.asShipped(seed));
      addEvents(seed.bug(), Family.BUG, "", shipped.report(), many(chance), chance);
      for (NearMiss nearMiss : NearMiss.values()) {
        addNearMiss(shipped, nearMiss, chance);
      }
    }
  }

  private void addNearMiss(Seed seed, NearMiss nearMiss, Chance chance) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Report> other = nearMiss.apply(seed, chance);
      if (other.isPresent() && taken.add(signature(other.get()))) {
        String label = seed.bug() + " ~ " + nearMiss.title();
        int count = chance.between(2, 2 * size.nearMiss() - 2);
        addEvents(label, Family.NEAR_MISS, nearMiss.title(), other.get(), count, chance);
        return;
      }
    }
  }

  private void addEvents(
      String label, Family family, String what, Report report, int count, Chance chance) {
    for (int i = 0; i < count; i++) {
      Mutations.Changed changed = Mutations.some(report, chance);
      String origin = what.isEmpty() ? changed.origin() : what + ": " + changed.origin();
      events.add(LabelledEvent.of(label, family, origin, changed.report()));
    }
  }

  private Chance chance(Seed seed) {
    List<Seed> others =
        seeds.stream()
            .filter(other -> other.language().equals(seed.language()) && !other.equals(seed))
            .toList();
    return new Chance(new Random(seed.bug().hashCode()), others, surroundings);
  }

  /** A few problems have most of the events. */
  private int many(Chance chance) {
    double drawn = chance.random().nextDouble();
    return (int) (size.bug() * (0.4 + 1.8 * drawn * drawn));
  }

  /** What tells bugs apart at all: two labels must not stand for the same report. */
  private static String signature(Report report) {
    Thrown thrown = report.innermost();
    StringBuilder signature = new StringBuilder(thrown.type());
    thrown.frames().stream()
        .filter(frame -> frame.inApp() || thrown.inAppFrames() == 0)
        .forEach(
            frame ->
                signature
                    .append('|')
                    .append(frame.module())
                    .append(frame.file())
                    .append('.')
                    .append(frame.function()));
    return signature.toString();
  }
}
