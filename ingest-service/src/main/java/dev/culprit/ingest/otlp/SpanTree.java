package dev.culprit.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The spans of one resource in one request, by their ids. */
final class SpanTree {
  private static final int MOST_STEPS = 100;

  // By number, since numbers can be ordered: ids made to collide do not make the map slow.
  private final Map<Long, Span> spans = new HashMap<>();

  SpanTree(ResourceSpans resource) {
    for (ScopeSpans scope : resource.getScopeSpansList()) {
      for (Span span : scope.getSpansList()) {
        spans.put(number(span.getSpanId()), span);
      }
    }
  }

  /** The nearest SERVER span that encloses a span or is it, when it came in the same request. */
  @Nullable Span serverOf(Span span) {
    Span current = span;
    for (int step = 0; current != null && step < MOST_STEPS; step++) {
      if (current.getKind() == Span.SpanKind.SPAN_KIND_SERVER) {
        return current;
      }
      Span parent = spans.get(number(current.getParentSpanId()));
      current = parent != null && parent.getTraceId().equals(current.getTraceId()) ? parent : null;
    }
    return null;
  }

  private static long number(ByteString id) {
    return id.size() == Long.BYTES ? id.asReadOnlyByteBuffer().getLong() : 0;
  }
}
