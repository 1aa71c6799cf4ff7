package dev.culprit.ingest.otlp;

import dev.culprit.ingest.stacktrace.FunctionNames;
import dev.culprit.ingest.stacktrace.InAppRules;
import dev.culprit.ingest.stacktrace.ParsedStackTrace;
import dev.culprit.ingest.stacktrace.StackTraceText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;

/**
 * Puts a recorded exception into the event. The class name is the one in the stack trace's text,
 * because {@code exception.type} may be an error code such as {@code ECONNREFUSED}; the code is
 * kept as a tag. The message is the attribute's, which is whole.
 */
final class ExceptionFields {
  private final RecordedException recorded;
  private final Event.Builder event;

  private ExceptionFields(RecordedException recorded, Event.Builder event) {
    this.recorded = recorded;
    this.event = event;
  }

  /** The mechanism tells where the exception was found; the event knows its platform already. */
  static void put(RecordedException recorded, String mechanism, Event.Builder event) {
    new ExceptionFields(recorded, event).put(mechanism);
  }

  /** Where the record was made stands in for a stack trace that is missing. */
  static void putCode(Attributes attributes, Event.Builder event) {
    ExceptionInfo.Builder first = event.getExceptionsBuilder(0);
    if (first.getFramesCount() > 0 || !first.getRawStackTrace().isEmpty()) {
      return;
    }
    String function = attributes.take("code.function.name");
    if (function.isEmpty()) {
      String namespace = attributes.take("code.namespace");
      String name = attributes.take("code.function");
      function = namespace.isEmpty() || name.isEmpty() ? namespace + name : namespace + "." + name;
    }
    Frame.Builder frame =
        Frame.newBuilder()
            .setFunction(function)
            .setFile(attributes.take("code.file.path", "code.filepath"))
            .setLine(attributes.takeNumber("code.line.number", "code.lineno"))
            .setColumn(attributes.takeNumber("code.column.number", "code.column"));
    if (!frame.getFunction().isEmpty() || !frame.getFile().isEmpty()) {
      FunctionNames.split(frame, event.getPlatform());
      first.addFrames(frame.setInApp(InAppRules.isInApp(frame)));
    }
  }

  private void put(String mechanism) {
    ParsedStackTrace parsed = StackTraceText.parse(recorded.stackTrace(), event.getPlatform());
    if (parsed.exceptions().isEmpty()) {
      event.addExceptions(unread());
    } else {
      if (event.getPlatform().isEmpty()) {
        event.setPlatform(parsed.platform());
      }
      parsed.exceptions().forEach(exception -> event.addExceptions(withInApp(exception)));
      nameAndMessage(event.getExceptionsBuilder(0));
    }
    ExceptionInfo.Builder first = event.getExceptionsBuilder(0);
    first.getMechanismBuilder().setType(mechanism);
    if (recorded.escaped()) {
      first.getMechanismBuilder().setHandled(false);
    }
  }

  private ExceptionInfo.Builder unread() {
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder().setType(recorded.type()).setValue(recorded.message());
    if (recorded.hasStackTrace()) {
      exception.setRawStackTrace(recorded.stackTrace());
      if (recorded.type().isBlank() && recorded.message().isBlank()) {
        recorded
            .stackTrace()
            .lines()
            .filter(line -> !line.isBlank())
            .findFirst()
            .ifPresent(line -> exception.setValue(line.strip()));
      }
    }
    return exception;
  }

  private void nameAndMessage(ExceptionInfo.Builder first) {
    if (first.getType().isEmpty()) {
      first.setType(recorded.type());
    } else if (!recorded.type().isEmpty() && !isSameType(first.getType())) {
      event.putTags("exception.type", recorded.type());
    }
    if (!recorded.message().isBlank()) {
      first.setValue(recorded.message());
    }
  }

  private boolean isSameType(String type) {
    return RecordedException.simpleName(type).equals(RecordedException.simpleName(recorded.type()));
  }

  private static ExceptionInfo.Builder withInApp(ExceptionInfo.Builder exception) {
    for (Frame.Builder frame : exception.getFramesBuilderList()) {
      if (!frame.hasInApp()) {
        frame.setInApp(InAppRules.isInApp(frame));
      }
    }
    return exception;
  }
}
