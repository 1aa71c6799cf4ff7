package dev.culprit.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Requests and their parts, in few words. */
final class Otlp {
  static final Resource JAVA = resource("telemetry.sdk.language", "java");
  static final ByteString TRACE = ByteString.copyFrom("a trace 16 bytes", UTF_8);

  private Otlp() {}

  static Resource resource(Object... attributes) {
    return Resource.newBuilder().addAllAttributes(attributes(attributes)).build();
  }

  /** Names and values by turns. */
  static List<KeyValue> attributes(Object... namesAndValues) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.add(
          KeyValue.newBuilder()
              .setKey((String) namesAndValues[i])
              .setValue(value(namesAndValues[i + 1]))
              .build());
    }
    return attributes;
  }

  static AnyValue value(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof AnyValue known) {
      return known;
    } else if (value instanceof Integer number) {
      any.setIntValue(number);
    } else if (value instanceof Double number) {
      any.setDoubleValue(number);
    } else if (value instanceof Boolean truth) {
      any.setBoolValue(truth);
    } else if (value instanceof List<?> list) {
      list.forEach(element -> any.getArrayValueBuilder().addValues(value(element)));
    } else {
      any.setStringValue((String) value);
    }
    return any.build();
  }

  static Span.Event exception(Object... attributes) {
    return Span.Event.newBuilder()
        .setName("exception")
        .setTimeUnixNano(now())
        .addAllAttributes(attributes(attributes))
        .build();
  }

  static Span.Builder span(Span.SpanKind kind, String id, String parent, Span.Event... events) {
    return Span.newBuilder()
        .setTraceId(TRACE)
        .setSpanId(spanId(id))
        .setParentSpanId(parent.isEmpty() ? ByteString.EMPTY : spanId(parent))
        .setKind(kind)
        .setName("span " + id)
        .setStartTimeUnixNano(now())
        .setEndTimeUnixNano(now())
        .addAllEvents(List.of(events));
  }

  static ByteString spanId(String id) {
    return ByteString.copyFrom("span-id" + id, UTF_8);
  }

  static long now() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  static ExportTraceServiceRequest traces(Resource resource, Span.Builder... spans) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder();
    for (Span.Builder span : spans) {
      scope.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }

  static LogRecord.Builder log(Object... attributes) {
    return LogRecord.newBuilder().setTimeUnixNano(now()).addAllAttributes(attributes(attributes));
  }

  static ExportLogsServiceRequest logs(Resource resource, LogRecord.Builder... records) {
    ScopeLogs.Builder scope =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("a.Logger"));
    for (LogRecord.Builder record : records) {
      scope.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build();
  }
}
