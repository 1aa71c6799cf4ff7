package dev.culprit.allinone;

import java.nio.file.Path;

/**
 * How to start.
 *
 * @param data where everything is kept
 * @param separate whether each service gets a process of its own
 */
public record UpOptions(Path data, boolean separate) {}
