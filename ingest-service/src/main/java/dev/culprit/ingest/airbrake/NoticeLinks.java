package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.outcome.Acceptance;

/** How a kept notice is called and where people find it. */
record NoticeLinks(String publicUrl) {

  /** The number of the event, or what its client was told while it has none. */
  String id(Acceptance acceptance, String clientEventId) {
    return acceptance.committed() ? Long.toString(acceptance.eventId()) : clientEventId;
  }

  String url(Acceptance acceptance) {
    String base =
        publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    return acceptance.committed() ? base + "/problems/" + acceptance.problemId() : base;
  }
}
