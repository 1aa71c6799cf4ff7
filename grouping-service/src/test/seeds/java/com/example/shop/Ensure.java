package com.example.shop;

/** Throws on behalf of its callers. */
final class Ensure {
  private Ensure() {}

  static void that(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }
}
