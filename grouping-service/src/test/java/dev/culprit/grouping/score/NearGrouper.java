package dev.culprit.grouping.score;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.fingerprint.ProjectRules;
import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.fingerprint.v2.FingerprintV2;
import dev.culprit.grouping.near.ProjectTraces;
import dev.culprit.grouping.score.corpus.Arrival;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import java.util.HashMap;
import java.util.Map;

/** The product's own way with near matches: what is unknown is compared with what is known. */
final class NearGrouper implements Grouper {

  private final EventFacts facts = new EventFacts();
  private final FingerprintV2 version = new FingerprintV2();
  private final Map<Hash, Long> known = new HashMap<>();
  private final ProjectTraces traces = new ProjectTraces();
  private long problems;

  private record Hash(long high, long low) {}

  @Override
  public long group(Arrival event) {
    ErrorFacts read = facts.of(event);
    Fingerprint fingerprint = version.fingerprint(read);
    Hash hash = new Hash(fingerprint.high(), fingerprint.low());
    Long problem = known.get(hash);
    if (problem == null) {
      problem = locate(fingerprint, version.trace(read, ProjectRules.NONE));
      known.put(hash, problem);
    }
    return problem;
  }

  private long locate(Fingerprint fingerprint, Trace trace) {
    if (fingerprint.layer() == Layer.CLIENT) {
      return problems++;
    }
    Verdict verdict = traces.judge(trace, Thresholds.DEFAULT);
    long problem = verdict instanceof Verdict.Same same ? same.problemId() : problems++;
    traces.add(problem, trace);
    return problem;
  }
}
