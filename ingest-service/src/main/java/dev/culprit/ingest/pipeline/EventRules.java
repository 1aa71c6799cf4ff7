package dev.culprit.ingest.pipeline;

import dev.culprit.ingest.outcome.Refused;
import dev.culprit.proto.ingest.v1.Event;

/** What every event needs, whatever wire it came by. */
public final class EventRules {
  private EventRules() {}

  /** Refuses an event with nothing to group or to read in it. */
  public static Event.Builder requireUsable(Event.Builder event) {
    boolean hasException =
        event.getExceptionsList().stream()
            .anyMatch(
                exception -> !exception.getType().isBlank() || !exception.getValue().isBlank());
    boolean hasMessage =
        event.hasMessage()
            && !(event.getMessage().getFormatted().isBlank()
                && event.getMessage().getTemplate().isBlank());
    if (!hasException && !hasMessage) {
      throw Refused.malformed("event", "needs an exception with a type or value, or a message");
    }
    return event;
  }
}
