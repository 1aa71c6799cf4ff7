package dev.culprit.query.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts wrong passwords of the last quarter of an hour, per process. An address is stopped early;
 * an account is stopped late when many addresses try it, so that strangers cannot easily lock its
 * owner out.
 */
final class LoginThrottle {
  static final Duration WINDOW = Duration.ofMinutes(15);
  private static final int PER_ACCOUNT_AND_ADDRESS = 5;
  private static final int PER_ADDRESS = 20;
  private static final int PER_ACCOUNT = 100;
  private static final int REMEMBERED = 100_000;

  private final Cache<String, AtomicInteger> failures;

  LoginThrottle(Ticker ticker) {
    this.failures =
        Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(REMEMBERED)
            .ticker(ticker)
            .build();
  }

  boolean allows(String email, String address) {
    return limits(email, address).stream().noneMatch(limit -> count(limit.key()) >= limit.most());
  }

  void failed(String email, String address) {
    limits(email, address)
        .forEach(limit -> failures.get(limit.key(), key -> new AtomicInteger()).incrementAndGet());
  }

  void succeeded(String email, String address) {
    failures.invalidate(limits(email, address).get(0).key());
  }

  private int count(String key) {
    AtomicInteger count = failures.getIfPresent(key);
    return count == null ? 0 : count.get();
  }

  private static List<Limit> limits(String email, String address) {
    String account = email.toLowerCase(Locale.ROOT);
    return List.of(
        new Limit("both " + account + " " + address, PER_ACCOUNT_AND_ADDRESS),
        new Limit("address " + address, PER_ADDRESS),
        new Limit("account " + account, PER_ACCOUNT));
  }

  private record Limit(String key, int most) {}
}
