package dev.culprit.ingest.otlp;

import java.util.List;

/**
 * The exceptions of one request, each once. Rejected is the number of records that meant to tell of
 * one and did not; the complaint says what was wrong with the request, if anything.
 */
record ExportContent(List<? extends Occurrence> occurrences, int rejected, String complaint) {
  ExportContent {
    occurrences = List.copyOf(occurrences);
  }

  /** With a complaint about reading, which comes before all others. */
  ExportContent afterReading(String firstComplaint) {
    return firstComplaint.isEmpty()
        ? this
        : new ExportContent(occurrences, rejected, firstComplaint);
  }
}
