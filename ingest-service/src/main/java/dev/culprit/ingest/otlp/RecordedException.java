package dev.culprit.ingest.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.stream.Collectors;

/** What the {@code exception.*} attributes of a span event or log record say; any may be empty. */
record RecordedException(String type, String message, String stackTrace, boolean escaped) {
  static final String PREFIX = "exception.";

  private static final int TELLING = 200;
  private static final int LONGEST_STACK_TRACE = 1 << 20;

  static RecordedException of(List<KeyValue> attributes) {
    String type = "";
    String message = "";
    String stackTrace = "";
    boolean escaped = false;
    for (KeyValue attribute : attributes) {
      if (attribute.getKey().startsWith(PREFIX)) {
        AnyValue value = attribute.getValue();
        switch (attribute.getKey()) {
          case "exception.type" -> type = AttributeValues.text(value).strip();
          case "exception.message" -> message = AttributeValues.text(value);
          case "exception.stacktrace" -> stackTrace = lines(value);
          case "exception.escaped" -> escaped = AttributeValues.text(value).equals("true");
          default -> {}
        }
      }
    }
    return new RecordedException(type, message, stackTrace, escaped);
  }

  /** Some clients send a list of lines. */
  private static String lines(AnyValue value) {
    String text =
        value.hasArrayValue()
            ? value.getArrayValue().getValuesList().stream()
                .map(AttributeValues::text)
                .collect(Collectors.joining("\n"))
            : AttributeValues.text(value);
    return text.length() > LONGEST_STACK_TRACE ? text.substring(0, LONGEST_STACK_TRACE) : text;
  }

  boolean isEmpty() {
    return type.isBlank() && message.isBlank() && stackTrace.isBlank();
  }

  boolean hasStackTrace() {
    return !stackTrace.isBlank();
  }

  /** Judged by the beginning, which is quickly looked for. */
  boolean isMessageInStackTrace() {
    String line = message.lines().findFirst().orElse("");
    return stackTrace.contains(line.length() > TELLING ? line.substring(0, TELLING) : line);
  }

  /** Without its package or outer class, which clients write in different ways. */
  static String simpleName(String type) {
    int end = type.length();
    int start = end;
    while (start > 0 && ".$+:\\/".indexOf(type.charAt(start - 1)) < 0) {
      start--;
    }
    return type.substring(start, end);
  }
}
