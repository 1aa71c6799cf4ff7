package dev.culprit.grouping.fingerprint;

/** A project's word on whose code a frame is, and the rule that says so as it was written. */
public record InAppRule(String text, boolean inApp) {}
