package dev.culprit.grouping.fingerprint.v2;

/**
 * A frame's place and function without what a compiler, bundler or run-time library made up.
 *
 * @param isGenerated whether the whole frame exists only because of them
 */
record CleanName(String scope, String name, boolean isGenerated) {

  static CleanName of(String scope, String name) {
    return new CleanName(scope, name, false);
  }
}
