package dev.culprit.alert.rule;

import java.util.Locale;

/** Which requests of a project a share is taken of; the lower-case name is stored. */
public enum ShareScope {
  /** All. */
  PROJECT,
  /** Those of each virtual host by itself. */
  HOST,
  /** Those of each upstream by itself. */
  UPSTREAM;

  public String stored() {
    return name().toLowerCase(Locale.ROOT);
  }
}
