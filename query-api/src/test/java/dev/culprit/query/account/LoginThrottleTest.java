package dev.culprit.query.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final AtomicLong nanos = new AtomicLong();
  private final LoginThrottle throttle = new LoginThrottle(nanos::get);

  @Test
  void stopsAnAddressThatGuessesOnePassword() {
    fail(5, "ada@example.com", "a");
    assertThat(throttle.allows("ADA@example.com", "a")).isFalse();
    assertThat(throttle.allows("ada@example.com", "b")).isTrue();
    assertThat(throttle.allows("bob@example.com", "a")).isTrue();
  }

  @Test
  void stopsAnAddressThatTriesManyAccounts() {
    for (int i = 0; i < 20; i++) {
      throttle.failed("user" + i, "a");
    }
    assertThat(throttle.allows("somebody", "a")).isFalse();
  }

  @Test
  void stopsManyAddressesThatTryOneAccount() {
    for (int i = 0; i < 100; i++) {
      throttle.failed("ada", "address " + i);
    }
    assertThat(throttle.allows("ada", "home")).isFalse();
  }

  @Test
  void forgetsWithTimeAndSuccess() {
    fail(4, "ada", "a");
    throttle.succeeded("ada", "a");
    fail(4, "ada", "a");
    assertThat(throttle.allows("ada", "a")).isTrue();
    fail(1, "ada", "a");
    nanos.addAndGet(Duration.ofMinutes(16).toNanos());
    assertThat(throttle.allows("ada", "a")).isTrue();
  }

  private void fail(int times, String email, String address) {
    for (int i = 0; i < times; i++) {
      throttle.failed(email, address);
    }
  }
}
