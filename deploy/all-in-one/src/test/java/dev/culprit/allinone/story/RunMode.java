package dev.culprit.allinone.story;

/** How the product is started: the same story must hold in both. */
public enum RunMode {
  ONE_JVM,
  SEPARATE
}
