package dev.culprit.ingest.otlp;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Map;

/** An exception that a log record carries. */
final class LogOccurrence implements Occurrence {
  private static final int LARGE = 64 << 10;

  private final String id;
  private final ResourceFields resource;
  private final String logger;
  private final LogRecord record;
  private final RecordedException exception;

  LogOccurrence(
      String id,
      ResourceFields resource,
      String logger,
      LogRecord record,
      RecordedException exception) {
    this.id = id;
    this.resource = resource;
    this.logger = logger;
    this.record = record;
    this.exception = exception;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Timestamp at() {
    return UnixNanos.firstKnown(record.getTimeUnixNano(), record.getObservedTimeUnixNano());
  }

  @Override
  public boolean isLarge() {
    return record.getSerializedSize() > LARGE;
  }

  @Override
  public Event.Builder toEvent() {
    Event.Builder event = resource.newEvent();
    event
        .setLevel(Severities.of(record))
        .setLogger(logger)
        .setTraceId(TraceIds.trace(record.getTraceId()))
        .setSpanId(TraceIds.span(record.getSpanId()));
    ExceptionFields.put(exception, "log", event);
    Attributes attributes = Attributes.of(record.getAttributesList());
    attributes.takeUnder(RecordedException.PREFIX);
    message(attributes, event);
    String eventName = attributes.take("event.name");
    if (!record.getEventName().isEmpty() || !eventName.isEmpty()) {
      event.putTags(
          "event.name", record.getEventName().isEmpty() ? eventName : record.getEventName());
    }
    event.getExceptionsBuilder(0).setThread(attributes.take("thread.name"));
    ExceptionFields.putCode(attributes, event);
    if (!record.getEventName().startsWith("http.client")) {
      RequestFields.put(attributes, event);
    }
    RequestFields.putUser(attributes, event);
    MappedContext.toTags(attributes, event);
    attributes.putLeft("attributes", event);
    return event;
  }

  private void message(Attributes attributes, Event.Builder event) {
    AnyValue body = record.getBody();
    LogMessage.Builder message =
        LogMessage.newBuilder()
            .setFormatted(AttributeValues.text(body))
            .setTemplate(
                attributes.take("log.body.template", "{OriginalFormat}", "message_template.text"));
    AnyValue parameters = attributes.takeValue("log.body.parameters");
    if (parameters != null) {
      parameters.getArrayValue().getValuesList().stream()
          .limit(100)
          .forEach(parameter -> message.addParams(AttributeValues.text(parameter)));
    }
    if (!message.getFormatted().isBlank() || !message.getTemplate().isBlank()) {
      event.setMessage(message);
    }
    Value tree = AttributeValues.tree(body);
    if (tree.hasMapValue()) {
      event.putContexts("body", tree.getMapValue());
    }
  }

  /** The diagnostic context of loggers, whose keys arrive as plain attributes. */
  private static final class MappedContext {
    private static final int MOST_TAGS = 50;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_VALUE = 200;

    static void toTags(Attributes attributes, Event.Builder event) {
      int tags = 0;
      var entries = attributes.left().entrySet().iterator();
      while (entries.hasNext() && tags < MOST_TAGS) {
        Map.Entry<String, AnyValue> entry = entries.next();
        String text = isTag(entry) ? AttributeValues.text(entry.getValue()) : "";
        if (!text.isBlank() && text.length() <= LONGEST_VALUE) {
          event.putTags(entry.getKey(), text);
          entries.remove();
          tags++;
        }
      }
    }

    private static boolean isTag(Map.Entry<String, AnyValue> entry) {
      return !entry.getKey().isBlank()
          && entry.getKey().length() <= LONGEST_NAME
          && AttributeValues.isScalar(entry.getValue())
          && !ConventionNames.isOne(entry.getKey());
    }
  }
}
