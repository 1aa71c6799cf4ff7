package dev.culprit.grouping.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * What stands for a trace id or request id in the table of links: the first 64 bits of SHA-256 of
 * it. Stored, so it never changes.
 */
public final class LinkHash {

  /** Shorter ones, such as {@code -}, are no ids of one request. */
  private static final int SHORTEST = 4;

  private static final int LONGEST = 200;

  private LinkHash() {}

  /** Empty for what cannot tell one request from another. */
  public static OptionalLong of(String id) {
    String plain = id.strip().toLowerCase(Locale.ROOT);
    if (plain.length() < SHORTEST || plain.length() > LONGEST || isAllZero(plain)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(StackTraceHash.of(plain.getBytes(UTF_8)).high());
  }

  /** W3C's invalid trace id, which clients send when they have none. */
  private static boolean isAllZero(String id) {
    return id.chars().allMatch(c -> c == '0' || c == '-');
  }
}
