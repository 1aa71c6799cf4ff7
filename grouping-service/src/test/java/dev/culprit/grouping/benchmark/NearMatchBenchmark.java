package dev.culprit.grouping.benchmark;

import dev.culprit.grouping.fingerprint.Trace;
import dev.culprit.grouping.similarity.IndexLimits;
import dev.culprit.grouping.similarity.NearMatches;
import dev.culprit.grouping.similarity.Thresholds;
import dev.culprit.grouping.similarity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to compare an event with a project of 20,000 problems of one type, most frames
 * of which are shared by many: the distribution, for its tail.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class NearMatchBenchmark {

  private static final int PROBLEMS = 20_000;
  private static final int FRAMES = 40;

  private final NearMatches matches = new NearMatches(IndexLimits.DEFAULT);
  private final List<Trace> events = new ArrayList<>();
  private int next;

  @Setup
  public void fill() {
    for (int problem = 0; problem < PROBLEMS; problem++) {
      for (int trace = 0; trace < 2; trace++) {
        matches.add(problem, trace(new Random(problem), trace));
      }
    }
    for (int i = 0; i < 2000; i++) {
      events.add(trace(new Random(i * 17L), 5));
    }
  }

  /** One frame differs from every trace that is known. */
  @Benchmark
  public Verdict judge() {
    next = (next + 1) % events.size();
    return matches.judge(events.get(next), Thresholds.DEFAULT);
  }

  /**
   * Eight frames of an application of 3,000 functions, then those of one of 200 frameworks' ways.
   */
  private static Trace trace(Random random, int variant) {
    List<Trace.Frame> frames = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int function = random.nextInt(3000);
      frames.add(new Trace.Frame("com.acme.Service" + function / 10, "f" + function, true));
    }
    int way = random.nextInt(200);
    for (int i = 8; i < FRAMES; i++) {
      String name = i == 20 ? "variant" + variant : "handle" + i;
      frames.add(new Trace.Frame("io.framework.Way" + way, name, false));
    }
    return new Trace("java.lang.NullPointerException", "", "", frames, true);
  }
}
