package dev.culprit.grouping.problem;

import java.util.Locale;

/** The state a person gave a problem. */
public enum ProblemStatus {
  UNRESOLVED,
  /** Done; the next event is a regression. */
  RESOLVED,
  /** Counted, never alerted on. */
  IGNORED;

  /** As it stands in the table. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ProblemStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
