package dev.culprit.load.event;

/** One call of a made-up stack; {@code inApp} tells the application's own code from libraries. */
public record SampleFrame(String module, String function, String file, int line, boolean inApp) {}
