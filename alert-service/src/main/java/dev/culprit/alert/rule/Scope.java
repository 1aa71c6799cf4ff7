package dev.culprit.alert.rule;

import dev.culprit.alert.rate.SeriesKey;

/** What a rate is counted over. */
public enum Scope {
  PROBLEM,
  PROJECT;

  boolean covers(SeriesKey key) {
    return key.isProject() == (this == PROJECT);
  }
}
