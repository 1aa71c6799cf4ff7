package dev.culprit.ingest.forward;

import java.nio.file.Path;
import java.util.List;

/** A closed segment read back: its batches in the order in which they were written. */
record SpoolSegment(Path file, long bytes, List<byte[]> records) {}
