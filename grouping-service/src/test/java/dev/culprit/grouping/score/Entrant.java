package dev.culprit.grouping.score;

import dev.culprit.grouping.fingerprint.v1.FingerprintV1;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.score.baseline.BugsinkRule;
import dev.culprit.grouping.score.baseline.CheckendRule;
import dev.culprit.grouping.score.baseline.ErrbitRule;
import dev.culprit.grouping.score.baseline.GlitchTipRule;
import dev.culprit.grouping.score.baseline.SentryRule;
import dev.culprit.grouping.similarity.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A named way to group; each run begins with a new one that knows no problems. */
public record Entrant(String name, Supplier<Grouper> start) {

  /** Our versions, oldest first. A new version is one more line here. */
  static final List<Entrant> OURS =
      List.of(
          new Entrant("Culprit v1", () -> new EngineGrouper(new FingerprintV1())),
          new Entrant("Culprit v2, hashes only", () -> new EngineGrouper(new FingerprintV2())),
          new Entrant("Culprit v2", () -> new ProductGrouper(Thresholds.DEFAULT)));

  static final List<Entrant> BASELINES =
      List.of(
          new Entrant("Checkend", () -> new HashGrouper(CheckendRule::key)),
          new Entrant("GlitchTip", () -> new HashGrouper(GlitchTipRule::key)),
          new Entrant("Bugsink-v2-like", () -> new HashGrouper(BugsinkRule::key)),
          new Entrant("Errbit", () -> new HashGrouper(ErrbitRule::key)),
          new Entrant("Sentry-like", SentryRule::new));

  static Entrant newest() {
    return OURS.get(OURS.size() - 1);
  }

  static List<Entrant> all() {
    List<Entrant> all = new ArrayList<>(OURS);
    all.addAll(BASELINES);
    return all;
  }
}
