package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exceptions of an event, turned so that the one thrown last comes first. An event that only
 * says something keeps its stack in an exception without type.
 */
final class Exceptions {
  private static final String NO_MESSAGE = "(no message)";

  private final Payload payload;
  private final Mendings mendings;
  private final Threads threads;
  private Stack spare;

  private Exceptions(Payload payload) {
    this.payload = payload;
    this.mendings = payload.mendings;
    this.threads = new Threads(payload.threads);
    this.spare = payload.stack;
  }

  static void put(Payload payload, Event.Builder event) {
    new Exceptions(payload).put(event);
  }

  private void put(Event.Builder event) {
    List<MapValue> told = new ArrayList<>();
    List<ExceptionInfo.Builder> exceptions = new ArrayList<>();
    for (int i = payload.exceptions.size() - 1; i >= 0; i--) {
      StackedEntry entry = payload.exceptions.get(i);
      ExceptionInfo.Builder exception = exception(entry);
      if (exception.getType().isBlank() && exception.getValue().isBlank()) {
        leftOut(entry);
      } else {
        told.add(entry.fields());
        exceptions.add(exception);
      }
    }
    ExceptionTree.link(told, exceptions, mendings);
    message(exceptions, event);
    spareStack(exceptions, event);
    exceptions.forEach(event::addExceptions);
    threads.count(event);
  }

  private void leftOut(StackedEntry entry) {
    mendings.note("an exception with neither type nor value was left out");
    if (spare.isEmpty()) {
      spare = entry.stack();
    }
  }

  private ExceptionInfo.Builder exception(StackedEntry entry) {
    MapValue told = entry.fields();
    Value value = ValueText.value(told, "value");
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder()
            .setType(Texts.scalar(told, "type", "exception.type", mendings))
            .setValue(value == null ? "" : Texts.any(value))
            .setModule(Texts.scalar(told, "module", "exception.module", mendings))
            .setThread(threads.name(ValueText.find(told, "thread_id")));
    if (value != null && (value.hasMapValue() || value.hasListValue())) {
      mendings.note("exception.value was not a text and was kept as JSON");
    }
    mechanism(ValueText.value(told, "mechanism"), exception);
    Frames.put(entry.stack(), exception, mendings);
    return exception;
  }

  private void mechanism(@Nullable Value told, ExceptionInfo.Builder exception) {
    if (told == null || Texts.isNull(told)) {
      return;
    }
    MapValue mechanism = Texts.object(told, "exception.mechanism", mendings);
    Mechanism.Builder out =
        Mechanism.newBuilder()
            .setType(ValueText.find(mechanism, "type"))
            .setSource(ValueText.find(mechanism, "source"))
            .setSynthetic(isTrue(mechanism, "synthetic"))
            .setExceptionGroup(isTrue(mechanism, "is_exception_group"));
    Value handled = ValueText.value(mechanism, "handled");
    if (handled != null && handled.hasBoolValue()) {
      out.setHandled(handled.getBoolValue());
    }
    exception.setMechanism(out);
  }

  private static boolean isTrue(MapValue mechanism, String name) {
    Value value = ValueText.value(mechanism, name);
    return value != null && value.getBoolValue();
  }

  /** Something to read is needed; an exception made up to carry a stack says the message. */
  private void message(List<ExceptionInfo.Builder> exceptions, Event.Builder event) {
    if (event.hasMessage()) {
      return;
    }
    if (exceptions.isEmpty()) {
      String place = event.getTransaction();
      mendings.note("the event had neither exception nor message");
      event.setMessage(Messages.plain(place.isBlank() ? NO_MESSAGE : place));
    } else if (exceptions.get(0).getType().isBlank()) {
      event.setMessage(Messages.plain(exceptions.get(0).getValue()));
    }
  }

  /** A stack that hangs on no exception: of the event, or of the thread that it happened on. */
  private void spareStack(List<ExceptionInfo.Builder> exceptions, Event.Builder event) {
    boolean hasStack =
        exceptions.stream()
            .anyMatch(one -> one.getFramesCount() > 0 || !one.getRawStackTrace().isEmpty());
    StackedEntry thread = threads.stricken();
    Stack stack = spare.isEmpty() && thread != null ? thread.stack() : spare;
    if (hasStack || stack.isEmpty()) {
      return;
    }
    if (exceptions.isEmpty()) {
      LogMessage message = event.getMessage();
      String formatted = message.getFormatted();
      exceptions.add(
          ExceptionInfo.newBuilder()
              .setValue(formatted.isEmpty() ? message.getTemplate() : formatted)
              .setMechanism(Mechanism.newBuilder().setSynthetic(true)));
    }
    ExceptionInfo.Builder outermost = exceptions.get(0);
    Frames.put(stack, outermost, mendings);
    if (thread != null && outermost.getThread().isEmpty()) {
      outermost.setThread(Threads.nameOf(thread));
    }
  }
}
