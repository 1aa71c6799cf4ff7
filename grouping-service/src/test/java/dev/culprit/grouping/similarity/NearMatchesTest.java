package dev.culprit.grouping.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NearMatchesTest {

  private final NearMatches matches = new NearMatches(IndexLimits.DEFAULT);

  @Test
  void aRenamedFrameOfALibraryIsSurelyTheSame() {
    matches.add(7, trace("T", "lib.a", "lib.b", "App.x", "App.y", "lib.c"));
    Verdict verdict = judge(trace("T", "lib.a", "lib.b2", "App.x", "App.y", "lib.c"));

    assertThat(verdict).isInstanceOf(Verdict.Same.class);
    Verdict.Same same = (Verdict.Same) verdict;
    assertThat(same.problemId()).isEqualTo(7);
    assertThat(same.differences())
        .containsExactly(
            new FrameDifference(frame("lib.b2"), 1, true),
            new FrameDifference(frame("lib.b"), 1, false));
  }

  @Test
  void anotherFrameOfTheApplicationIsNeverSurelyTheSame() {
    matches.add(7, trace("T", "lib.a", "lib.b", "App.x", "App.y", "App.z", "lib.c"));
    Verdict verdict = judge(trace("T", "lib.a", "lib.b", "App.x", "App.other", "App.z", "lib.c"));

    assertThat(verdict).isInstanceOf(Verdict.Perhaps.class);
  }

  @Test
  void aCutOffTraceIsTheSameAsTheWholeOne() {
    matches.add(7, trace("T", "lib.a", "App.x", "App.y", "App.z", "App.w", "lib.c"));
    Trace whole = trace("T", "lib.a", "App.x", "App.y", "App.z");
    Trace cut = new Trace("T", "", "", whole.frames(), false);

    assertThat(judge(cut)).isInstanceOf(Verdict.Same.class);
    assertThat(judge(whole)).isNotInstanceOf(Verdict.Same.class);
  }

  @Test
  void otherTypesAndCodesAreDifferent() {
    Trace known = trace("a.T", "lib.a", "App.x", "App.y");
    matches.add(7, known);

    assertThat(judge(trace("U", "lib.a", "App.x", "App.y"))).isInstanceOf(Verdict.Different.class);
    assertThat(judge(new Trace("a.T", "502", "", known.frames(), true)))
        .isInstanceOf(Verdict.Different.class);
    assertThat(judge(trace("b.T", "lib.a", "App.x", "App.y"))).isInstanceOf(Verdict.Same.class);
  }

  @Test
  void aForgottenProblemIsNotFound() {
    matches.add(7, trace("T", "lib.a", "App.x", "App.y"));
    matches.remove(7);

    assertThat(judge(trace("T", "lib.a", "App.x", "App.y"))).isInstanceOf(Verdict.Different.class);
    assertThat(matches.size()).isZero();
  }

  @Test
  void theProblemLongestUnseenGoesFirst() {
    NearMatches small = new NearMatches(new IndexLimits(2, 1, 9, 8, 8));
    small.add(1, trace("T", "App.a", "App.b", "App.c"));
    small.add(2, trace("T", "App.d", "App.e", "App.f"));
    small.add(1, trace("T", "App.a", "App.b", "App.c"));
    small.add(3, trace("T", "App.g", "App.h", "App.i"));

    assertThat(small.size()).isEqualTo(2);
    assertThat(small.judge(trace("T", "App.d", "App.e", "App.f"), Thresholds.DEFAULT))
        .isInstanceOf(Verdict.Different.class);
    assertThat(small.judge(trace("T", "App.a", "App.b", "App.c"), Thresholds.DEFAULT))
        .isInstanceOf(Verdict.Same.class);
  }

  @Test
  void manyTracesOfOneProblemCostOthersTheirPlace() {
    NearMatches small = new NearMatches(new IndexLimits(9, 3, 3, 8, 8));
    small.add(1, trace("T", "App.a", "App.b", "App.c"));
    small.add(2, trace("T", "App.d", "App.e", "App.f"));
    small.add(2, trace("T", "App.g", "App.h", "App.i"));
    assertThat(small.traces()).isEqualTo(3);
    small.add(2, trace("T", "App.j", "App.k", "App.l"));

    assertThat(small.traces()).isEqualTo(3);
    assertThat(small.judge(trace("T", "App.a", "App.b", "App.c"), Thresholds.DEFAULT))
        .isInstanceOf(Verdict.Different.class);
    assertThat(small.judge(trace("T", "App.j", "App.k", "App.l"), Thresholds.DEFAULT))
        .isInstanceOf(Verdict.Same.class);
  }

  @Test
  void switchedOffNothingIsTheSame() {
    matches.add(7, trace("T", "lib.a", "App.x", "App.y"));

    assertThat(matches.judge(trace("T", "lib.a", "App.x", "App.y"), new Thresholds(2, 0.5, 3)))
        .isInstanceOf(Verdict.Perhaps.class);
    assertThatThrownBy(() -> new Thresholds(0.4, 0.5, 3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  void likenessIsBetweenNoneAndAllAndAllForItself(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 40) Integer> one,
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 40) Integer> other) {
    TraceIndex index = new TraceIndex(16);
    IndexedTrace known = index.add(1, numbered(one));
    Trace event = numbered(other);

    double likeness = Alignment.of(index.ask(event), known).likeness();
    double itself = Alignment.of(index.ask(known.trace()), known).likeness();

    assertThat(likeness).isBetween(0.0, 1.0);
    assertThat(itself).isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Property(tries = 100)
  void theIndexHoldsWhatWasAddedAndNotRemoved(
      @ForAll @Size(max = 60) List<@IntRange(max = 30) Integer> steps) {
    NearMatches fresh = new NearMatches(new IndexLimits(5, 2, 7, 4, 8));
    Random random = new Random(steps.hashCode());
    for (int step : steps) {
      if (step % 3 == 0) {
        fresh.remove(step % 7);
      } else {
        List<Integer> numbers = new ArrayList<>();
        random.ints(6, 0, 12).forEach(numbers::add);
        Trace trace = numbered(numbers);
        fresh.add(step % 7, trace);
        fresh.judge(trace, Thresholds.DEFAULT);
      }
      assertThat(fresh.size()).isLessThanOrEqualTo(5);
      assertThat(fresh.traces()).isBetween(fresh.size(), 7);
    }
  }

  private Verdict judge(Trace trace) {
    return matches.judge(trace, Thresholds.DEFAULT);
  }

  private static Trace numbered(List<Integer> numbers) {
    return trace("T", numbers.stream().distinct().map(n -> "App.f" + n).toArray(String[]::new));
  }

  private static Trace trace(String type, String... frames) {
    List<Trace.Frame> all = new ArrayList<>();
    for (String name : frames) {
      all.add(frame(name));
    }
    return new Trace(type, "", "", all, true);
  }

  private static Trace.Frame frame(String name) {
    return new Trace.Frame(name, "f", name.startsWith("App"));
  }
}
