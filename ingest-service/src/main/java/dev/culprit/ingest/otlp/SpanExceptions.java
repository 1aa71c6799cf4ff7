package dev.culprit.ingest.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the exceptions in a traces request: span events named {@code exception}. Spans without one
 * are no events, whatever their status.
 */
final class SpanExceptions {
  private static final String NAME = "exception";
  private static final String NOTHING =
      "a span event named exception needs exception.type, exception.message or"
          + " exception.stacktrace";

  private final OccurrenceIds ids = new OccurrenceIds();
  private final Map<String, SpanOccurrence> found = new LinkedHashMap<>();
  private int rejected;

  private SpanExceptions() {}

  static ExportContent read(ExportTraceServiceRequest request) {
    SpanExceptions exceptions = new SpanExceptions();
    request.getResourceSpansList().forEach(resource -> exceptions.new OneResource(resource).read());
    return new ExportContent(
        new ArrayList<>(exceptions.found.values()),
        exceptions.rejected,
        exceptions.rejected == 0 ? "" : NOTHING);
  }

  private final class OneResource {
    private final ResourceSpans resource;
    // Most requests have no exception in them.
    private @Nullable ResourceFields fields;
    private @Nullable SpanTree tree;

    OneResource(ResourceSpans resource) {
      this.resource = resource;
    }

    void read() {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          boolean usable = true;
          for (Span.Event event : span.getEventsList()) {
            if (event.getName().equals(NAME)) {
              usable &= exception(span, event);
            }
          }
          rejected += usable ? 0 : 1;
        }
      }
    }

    private boolean exception(Span span, Span.Event event) {
      RecordedException exception = RecordedException.of(event.getAttributesList());
      if (exception.isEmpty()) {
        return false;
      }
      String id = id(span, event, exception);
      SpanOccurrence known = found.get(id);
      if (known != null) {
        known.alsoCarriedBy(span);
      } else {
        found.put(id, new SpanOccurrence(id, fields(), tree(), span, event, exception));
      }
      return true;
    }

    private String id(Span span, Span.Event event, RecordedException exception) {
      return TraceIds.isTrace(span.getTraceId())
          ? OccurrenceIds.inTrace(span.getTraceId(), exception, fields().platform())
          : ids.ofRecord(
              List.of(
                  Long.toString(event.getTimeUnixNano()),
                  Long.toString(span.getStartTimeUnixNano()),
                  Long.toString(span.getEndTimeUnixNano()),
                  span.getName(),
                  exception.type(),
                  exception.message(),
                  exception.stackTrace(),
                  fields().identity()));
    }

    private ResourceFields fields() {
      ResourceFields known = fields == null ? ResourceFields.of(resource.getResource()) : fields;
      fields = known;
      return known;
    }

    private SpanTree tree() {
      SpanTree known = tree == null ? new SpanTree(resource) : tree;
      tree = known;
      return known;
    }
  }
}
