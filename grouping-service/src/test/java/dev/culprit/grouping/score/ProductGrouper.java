package dev.culprit.grouping.score;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.similarity.IndexLimits;
import dev.culprit.grouping.similarity.NearMatches;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import dev.culprit.grouping.template.TemplateLimits;
import dev.culprit.grouping.template.TemplateMiner;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole of version 2, as a project without rules has it: templates of messages are learned
 * while they come, and an unknown hash is compared with the problems known so far.
 */
final class ProductGrouper implements Grouper {

  private final EventFacts facts = new EventFacts();
  private final FingerprintV2 version = new FingerprintV2();
  private final TemplateMiner templates = new TemplateMiner(TemplateLimits.DEFAULT);
  private final NearMatches nearMatches = new NearMatches(IndexLimits.DEFAULT);
  private final Thresholds thresholds;
  private final Map<Hash, Long> problems = new HashMap<>();
  private long opened;

  private record Hash(long high, long low) {}

  ProductGrouper(Thresholds thresholds) {
    this.thresholds = thresholds;
  }

  @Override
  public long group(Arrival event) {
    ErrorFacts read = facts.of(event);
    Fingerprint fingerprint = version.fingerprint(read, ProjectRules.NONE, templates);
    Hash hash = new Hash(fingerprint.high(), fingerprint.low());
    Long known = problems.get(hash);
    if (known != null) {
      return known;
    }
    long problem = isComparable(fingerprint) ? joinOrOpen(read) : opened++;
    problems.put(hash, problem);
    return problem;
  }

  private static boolean isComparable(Fingerprint fingerprint) {
    return fingerprint.layer() == Layer.FRAMES || fingerprint.layer() == Layer.TYPE_AND_MESSAGE;
  }

  private long joinOrOpen(ErrorFacts read) {
    Trace trace = version.trace(read, ProjectRules.NONE);
    if (trace.frames().isEmpty()) {
      return opened++;
    }
    Verdict verdict = nearMatches.judge(trace, thresholds);
    long problem = verdict instanceof Verdict.Same same ? same.problemId() : opened++;
    nearMatches.add(problem, trace);
    return problem;
  }
}
