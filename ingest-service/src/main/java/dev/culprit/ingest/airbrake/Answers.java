package dev.culprit.ingest.airbrake;

import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Rejection;

/** What a notifier is answered, in the form of its time. */
interface Answers {
  /** One answer, ready to be written. */
  record Answer(int status, String contentType, String body) {}

  /**
   * The notice is kept.
   *
   * @param id how the event is called where it has no number yet
   */
  Answer kept(Acceptance acceptance, String id);

  Answer refused(Rejection rejection);

  /** A failure of ours, told without details. */
  Answer failed();
}
