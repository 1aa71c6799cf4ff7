package dev.culprit.grouping.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.grouping.problem.FingerprintKey;
import dev.culprit.runtime.testing.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PayloadSamplerTest {

  private static final FingerprintKey KEY = new FingerprintKey(1, 1, 2, 3);

  private final TestClock clock = new TestClock();

  @Test
  void keepsTheFirstAndThenEverFewer() {
    PayloadSampler sampler = new PayloadSampler(100, clock);

    assertThat(kept(sampler, 100)).isEqualTo(100);
    assertThat(kept(sampler, 100)).isBetween(45, 55);
    assertThat(kept(sampler, 800)).isBetween(100, 140);
    assertThat(kept(sampler, 99_000)).isLessThan(400);
  }

  @Test
  void isNeverWithoutARecentOne() {
    PayloadSampler sampler = new PayloadSampler(10, clock);
    kept(sampler, 100_000);

    clock.advance(Duration.ofSeconds(10));

    assertThat(sampler.keeps(KEY)).isTrue();
    assertThat(sampler.keeps(KEY)).isFalse();
  }

  @Test
  void beginsAnewEachHour() {
    PayloadSampler sampler = new PayloadSampler(10, clock);
    kept(sampler, 100_000);

    clock.advance(Duration.ofHours(1));

    assertThat(kept(sampler, 10)).isEqualTo(10);
  }

  @Test
  void fingerprintsDoNotShareTheirQuota() {
    PayloadSampler sampler = new PayloadSampler(10, clock);
    kept(sampler, 100_000);

    assertThat(sampler.keeps(new FingerprintKey(2, 1, 2, 3))).isTrue();
  }

  @Test
  void zeroKeepsAll() {
    assertThat(kept(new PayloadSampler(0, clock), 1000)).isEqualTo(1000);
  }

  private static int kept(PayloadSampler sampler, int events) {
    int kept = 0;
    for (int i = 0; i < events; i++) {
      kept += sampler.keeps(KEY) ? 1 : 0;
    }
    return kept;
  }
}
