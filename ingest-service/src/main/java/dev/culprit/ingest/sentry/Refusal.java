package dev.culprit.ingest.sentry;

import dev.culprit.ingest.outcome.Rejection;
import java.util.List;

/**
 * Why a request, or a part of it, was not taken.
 *
 * @param categories the kinds of data that a client must hold back when a budget is spent
 */
record Refusal(Rejection rejection, List<String> categories) {
  private static final List<String> EVENTS = List.of("error", "default", "security");

  /** Of an event. */
  static Refusal ofEvent(Rejection rejection) {
    return new Refusal(rejection, EVENTS);
  }

  /** Of an item beside events; reports of losses are never held back, so they have no category. */
  static Refusal ofItem(String type, Rejection rejection) {
    String category =
        switch (type) {
          case "session", "sessions" -> "session";
          case "check_in" -> "monitor";
          case "attachment" -> "attachment";
          default -> "feedback";
        };
    return new Refusal(rejection, List.of(category));
  }

  /** How much it matters: what a client must act on comes before what only its user can mend. */
  int weight() {
    if (rejection instanceof Rejection.RateLimited) {
      return 3;
    }
    return rejection instanceof Rejection.Overloaded ? 2 : 1;
  }
}
