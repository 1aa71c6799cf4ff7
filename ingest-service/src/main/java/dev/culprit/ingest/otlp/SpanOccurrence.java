package dev.culprit.ingest.otlp;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An exception that spans carry. The first span to carry it tells of the exception; the SERVER span
 * that carries it or encloses it tells of the request.
 */
final class SpanOccurrence implements Occurrence {
  private static final int LARGE = 64 << 10;

  private final String id;
  private final ResourceFields resource;
  private final SpanTree spans;
  private final Span span;
  private final Span.Event record;
  private final RecordedException exception;
  private @Nullable Span server;

  SpanOccurrence(
      String id,
      ResourceFields resource,
      SpanTree spans,
      Span span,
      Span.Event record,
      RecordedException exception) {
    this.id = id;
    this.resource = resource;
    this.spans = spans;
    this.span = span;
    this.record = record;
    this.exception = exception;
    alsoCarriedBy(span);
  }

  /** Another span has the same exception. */
  void alsoCarriedBy(Span other) {
    if (server == null && other.getKind() == Span.SpanKind.SPAN_KIND_SERVER) {
      server = other;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Timestamp at() {
    return UnixNanos.firstKnown(
        record.getTimeUnixNano(), span.getEndTimeUnixNano(), span.getStartTimeUnixNano());
  }

  @Override
  public boolean isLarge() {
    return span.getSerializedSize() > LARGE;
  }

  @Override
  public Event.Builder toEvent() {
    Event.Builder event = resource.newEvent();
    event
        .setLevel(Level.LEVEL_ERROR)
        .setTraceId(TraceIds.trace(span.getTraceId()))
        .setSpanId(TraceIds.span(span.getSpanId()));
    ExceptionFields.put(exception, "span", event);
    Attributes own = Attributes.of(record.getAttributesList()).and(span.getAttributesList());
    own.takeUnder(RecordedException.PREFIX);
    request(own, event);
    event.getExceptionsBuilder(0).setThread(own.take("thread.name"));
    ExceptionFields.putCode(own, event);
    event.putContexts("span", about(span));
    own.putLeft("attributes", event);
    return event;
  }

  /** What a CLIENT span says of HTTP is about the request to somebody else, so it stays there. */
  private void request(Attributes own, Event.Builder event) {
    Span enclosing = server == null ? spans.serverOf(span) : server;
    if (enclosing == null) {
      event.setTransaction(span.getName());
      if (isAnswering(span)) {
        RequestFields.put(own, event);
      }
      RequestFields.putUser(own, event);
      return;
    }
    boolean isOwn = enclosing.getSpanId().equals(span.getSpanId());
    Attributes its = isOwn ? own : Attributes.of(enclosing.getAttributesList());
    RequestFields.put(its, event);
    event.setTransaction(transaction(enclosing, event));
    RequestFields.putUser(own, event);
    if (!isOwn && !event.hasUser()) {
      RequestFields.putUser(its, event);
    }
    if (!isOwn) {
      its.putLeft("request", event);
    }
  }

  private static boolean isAnswering(Span span) {
    return span.getKind() != Span.SpanKind.SPAN_KIND_CLIENT
        && span.getKind() != Span.SpanKind.SPAN_KIND_PRODUCER;
  }

  private static String transaction(Span server, Event.Builder event) {
    String method = event.getRequest().getMethod();
    String route = event.getRequest().getRoute();
    return method.isEmpty() || route.isEmpty() ? server.getName() : method + " " + route;
  }

  private static MapValue about(Span span) {
    MapValue.Builder about = MapValue.newBuilder();
    add(about, "name", span.getName());
    add(about, "kind", word(span.getKind().name(), "SPAN_KIND_"));
    add(about, "parent_span_id", TraceIds.span(span.getParentSpanId()));
    add(about, "status", word(span.getStatus().getCode().name(), "STATUS_CODE_"));
    add(about, "status_message", span.getStatus().getMessage());
    return about.build();
  }

  private static String word(String name, String prefix) {
    String word = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return word.equals("UNSPECIFIED") || word.equals("UNSET") ? "" : word.toLowerCase(Locale.ROOT);
  }

  private static void add(MapValue.Builder map, String key, String text) {
    if (!text.isEmpty()) {
      map.addEntries(
          MapValue.Entry.newBuilder()
              .setKey(key)
              .setValue(Value.newBuilder().setStringValue(text)));
    }
  }
}
