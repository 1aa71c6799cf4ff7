package dev.culprit.allinone.story;

/** How the product is started: the same story must hold in both. */
enum RunMode {
  ONE_JVM,
  SEPARATE
}
