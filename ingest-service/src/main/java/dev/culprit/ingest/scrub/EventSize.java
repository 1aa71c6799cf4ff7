package dev.culprit.ingest.scrub;

import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Bounds an event as a whole: many parts that are each within their limits can still be too much
 * together. Gives up first what helps least: variables, source lines, raw texts, breadcrumbs and
 * contexts, and at last the causes beyond the first few.
 */
final class EventSize {
  static final int MOST_BYTES = 1 << 20;

  private record Cut(String what, UnaryOperator<Event.Builder> apply) {}

  private static final List<Cut> CUTS =
      List.of(
          new Cut("local variables", event -> eachFrame(event, Frame.Builder::clearVars)),
          new Cut("source lines", event -> eachFrame(event, EventSize::withoutSource)),
          new Cut("raw stack traces", EventSize::withoutRawStackTraces),
          new Cut("breadcrumbs", Event.Builder::clearBreadcrumbs),
          new Cut("contexts", Event.Builder::clearContexts),
          new Cut("causes beyond the first five", EventSize::withFewCauses));

  private EventSize() {}

  static Event bound(Event event) {
    Event smaller = event;
    for (Cut cut : CUTS) {
      if (smaller.getSerializedSize() <= MOST_BYTES) {
        return smaller;
      }
      smaller =
          cut.apply
              .apply(smaller.toBuilder())
              .addNotes("the event was larger than 1 MiB and lost its " + cut.what)
              .build();
    }
    return smaller;
  }

  private static Event.Builder eachFrame(Event.Builder event, UnaryOperator<Frame.Builder> change) {
    for (int i = 0; i < event.getExceptionsCount(); i++) {
      ExceptionInfo.Builder exception = event.getExceptions(i).toBuilder();
      for (int j = 0; j < exception.getFramesCount(); j++) {
        exception.setFrames(j, change.apply(exception.getFrames(j).toBuilder()));
      }
      event.setExceptions(i, exception);
    }
    return event;
  }

  private static Frame.Builder withoutSource(Frame.Builder frame) {
    return frame.clearPreContext().clearContextLine().clearPostContext();
  }

  private static Event.Builder withoutRawStackTraces(Event.Builder event) {
    for (int i = 0; i < event.getExceptionsCount(); i++) {
      event.setExceptions(i, event.getExceptions(i).toBuilder().clearRawStackTrace());
    }
    return event;
  }

  private static Event.Builder withFewCauses(Event.Builder event) {
    List<ExceptionInfo> few =
        List.copyOf(event.getExceptionsList().subList(0, Math.min(5, event.getExceptionsCount())));
    return event.clearExceptions().addAllExceptions(few);
  }
}
