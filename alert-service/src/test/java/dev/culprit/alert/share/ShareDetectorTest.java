package dev.culprit.alert.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Condition.ErrorShareSpike;
import dev.culprit.alert.rule.ShareScope;
import org.junit.jupiter.api.Test;

class ShareDetectorTest {
  private static final ErrorShare OVER_5_PERCENT = new ErrorShare(5, 5, 10, ShareScope.PROJECT);
  private static final ErrorShareSpike SPIKE =
      new ErrorShareSpike(Sensitivity.MEDIUM, 10, ShareScope.HOST);

  private static ShareSums sums(long errors, long requests) {
    return new ShareSums(requests, errors, requests, errors, 0, 0, 0, 0);
  }

  private static ShareSums usual(long errors, long requests, long usualErrors, long usualRequests) {
    return new ShareSums(requests, errors, requests, errors, usualRequests, usualErrors, 0, 0);
  }

  @Test
  void firesOverTheLineOnly() {
    assertThat(ShareDetector.judge(OVER_5_PERCENT, sums(50, 1_000)).isFiring()).isFalse();
    assertThat(ShareDetector.judge(OVER_5_PERCENT, sums(51, 1_000)).isFiring()).isTrue();
  }

  @Test
  void needsAsManyErrorsAsItIsTold() {
    assertThat(ShareDetector.judge(OVER_5_PERCENT, sums(9, 9)).isFiring()).isFalse();
    assertThat(ShareDetector.judge(OVER_5_PERCENT, sums(10, 10)).isFiring()).isTrue();
  }

  @Test
  void doesNotFireForWhatIsOver() {
    ShareSums over = new ShareSums(1_000, 400, 200, 2, 0, 0, 0, 0);

    ShareVerdict verdict = ShareDetector.judge(OVER_5_PERCENT, over);

    assertThat(verdict.isFiring()).isFalse();
    assertThat(verdict.isCalm()).isTrue();
  }

  @Test
  void isNotCalmBetweenHalfTheLineAndTheLine() {
    ShareVerdict verdict = ShareDetector.judge(OVER_5_PERCENT, sums(40, 1_000));

    assertThat(verdict.isFiring()).isFalse();
    assertThat(verdict.isCalm()).isFalse();
  }

  @Test
  void isCalmWithoutRequests() {
    assertThat(ShareDetector.judge(OVER_5_PERCENT, sums(0, 0)).isCalm()).isTrue();
    assertThat(ShareDetector.judge(SPIKE, sums(0, 0)).isCalm()).isTrue();
  }

  @Test
  void aSpikeIsFarAboveWhatIsUsual() {
    assertThat(ShareDetector.judge(SPIKE, usual(50, 1_000, 500, 100_000)).isFiring()).isTrue();
    assertThat(ShareDetector.judge(SPIKE, usual(12, 1_000, 500, 100_000)).isFiring()).isFalse();
  }

  @Test
  void aServiceThatAlwaysFailsMuchIsJudgedByItsOwnMeasure() {
    assertThat(ShareDetector.judge(SPIKE, usual(200, 1_000, 18_000, 100_000)).isFiring()).isFalse();
    assertThat(ShareDetector.judge(SPIKE, usual(700, 1_000, 18_000, 100_000)).isFiring()).isTrue();
  }

  @Test
  void fewRequestsAreNoEvidence() {
    assertThat(ShareDetector.judge(SPIKE, usual(3, 3, 500, 100_000)).isFiring()).isFalse();
    assertThat(ShareDetector.judge(SPIKE, usual(10, 150, 3_000, 100_000)).isFiring()).isFalse();
  }

  @Test
  void withoutABaselineAQuarterMustFail() {
    assertThat(ShareDetector.judge(SPIKE, sums(20, 100)).isFiring()).isFalse();
    assertThat(ShareDetector.judge(SPIKE, sums(26, 100)).isFiring()).isTrue();
  }

  @Test
  void whatWasYesterdayAtThisTimeIsExpected() {
    ShareSums nightly = new ShareSums(1_000, 60, 1_000, 60, 100_000, 100, 2_000, 130);

    assertThat(ShareDetector.judge(SPIKE, nightly).isFiring()).isFalse();
  }
}
