package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;

/** What differs between the protocols that carry one event in each HTTP request. */
public interface HttpForm {
  String name();

  /** The path without its leading slash. */
  String path();

  /** Header lines, each with its line end. */
  String headers();

  /** The body, with the holes of {@link Template} left open. */
  byte[] write(SampleEvent event);

  /** Whether events with the same number are the same event to the server. */
  boolean repeatable();

  /** What became of the event. */
  default Answer read(int status, String body) {
    return HttpAnswer.read(status, body);
  }
}
