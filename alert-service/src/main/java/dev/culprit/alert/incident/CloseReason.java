package dev.culprit.alert.incident;

import java.util.Locale;

/** Why an incident closed; the lower-case name is stored. */
public enum CloseReason {
  CALMED("it has been calm"),
  BY_HAND("closed by hand"),
  RULE_DELETED("its rule was deleted"),
  RESOLVED("the problem was resolved"),
  IGNORED("the problem is ignored"),
  DELETED("the problem was deleted");

  final String sentence;

  CloseReason(String sentence) {
    this.sentence = sentence;
  }

  String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
