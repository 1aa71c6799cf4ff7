package dev.culprit.grouping.score.corpus;

import java.util.List;
import java.util.Random;

/** What a change may draw on: repeatable chance, other bugs of the language, usual surroundings. */
record Chance(Random random, List<Seed> others, Surroundings surroundings) {

  /** At least {@code from}, at most {@code to}. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A bug of the same language that is not this one. */
  Seed other(Seed than) {
    List<Seed> candidates = others.stream().filter(seed -> !seed.equals(than)).toList();
    return candidates.isEmpty() ? than : pick(candidates);
  }

  String hex(int digits) {
    StringBuilder hex = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder(count);
    digits.append(between(1, 9));
    for (int i = 1; i < count; i++) {
      digits.append(between(0, 9));
    }
    return digits.toString();
  }

  String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }
}
