package dev.culprit.query.gateway;

import java.util.Locale;

/** What requests can be told apart by. */
enum Breakdown {
  HOST,
  ROUTE,
  UPSTREAM,
  GATEWAY;

  static Breakdown of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String column() {
    return text();
  }
}
