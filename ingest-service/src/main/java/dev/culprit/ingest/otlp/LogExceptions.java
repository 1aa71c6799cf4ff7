package dev.culprit.ingest.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the exceptions in a logs request: records with {@code exception.*} attributes, whatever
 * their severity. Records without them are no events.
 */
final class LogExceptions {
  private final OccurrenceIds ids = new OccurrenceIds();
  private final Map<String, LogOccurrence> found = new LinkedHashMap<>();

  private LogExceptions() {}

  static ExportContent read(ExportLogsServiceRequest request) {
    LogExceptions exceptions = new LogExceptions();
    request.getResourceLogsList().forEach(exceptions::resource);
    return new ExportContent(new ArrayList<>(exceptions.found.values()), 0, "");
  }

  private void resource(ResourceLogs resource) {
    ResourceFields fields = null;
    for (ScopeLogs scope : resource.getScopeLogsList()) {
      for (LogRecord record : scope.getLogRecordsList()) {
        RecordedException exception = RecordedException.of(record.getAttributesList());
        if (!exception.isEmpty()) {
          fields = fields == null ? ResourceFields.of(resource.getResource()) : fields;
          add(fields, scope.getScope().getName(), record, exception);
        }
      }
    }
  }

  private void add(
      ResourceFields fields, String logger, LogRecord record, RecordedException exception) {
    String id =
        TraceIds.isTrace(record.getTraceId())
            ? OccurrenceIds.inTrace(record.getTraceId(), exception, fields.platform())
            : ids.ofRecord(says(fields, logger, record));
    found.putIfAbsent(id, new LogOccurrence(id, fields, logger, record, exception));
  }

  private static List<String> says(ResourceFields fields, String logger, LogRecord record) {
    List<String> says = new ArrayList<>();
    says.add(Long.toString(record.getTimeUnixNano()));
    says.add(Long.toString(record.getObservedTimeUnixNano()));
    says.add(Integer.toString(record.getSeverityNumberValue()));
    says.add(logger);
    says.add(AttributeValues.text(record.getBody()));
    for (KeyValue attribute : record.getAttributesList()) {
      says.add(attribute.getKey() + "=" + AttributeValues.text(attribute.getValue()));
    }
    says.add(fields.identity());
    return says;
  }
}
