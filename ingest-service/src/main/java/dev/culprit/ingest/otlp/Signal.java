package dev.culprit.ingest.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.runtime.grpc.MessageParts;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.util.function.Function;

/** A signal over HTTP: its path, how its requests are read and how they are answered. */
record Signal<Q extends Message>(
    String path,
    Q prototype,
    Parser<Q> parser,
    Function<Q, ExportContent> exceptions,
    Function<ExportOutcome.Kept, Message> response,
    String rejectedName) {

  static final Signal<ExportTraceServiceRequest> TRACES =
      new Signal<>(
          "/v1/traces",
          ExportTraceServiceRequest.getDefaultInstance(),
          ExportTraceServiceRequest.parser(),
          SpanExceptions::read,
          Signal::traces,
          "rejectedSpans");
  static final Signal<ExportLogsServiceRequest> LOGS =
      new Signal<>(
          "/v1/logs",
          ExportLogsServiceRequest.getDefaultInstance(),
          ExportLogsServiceRequest.parser(),
          LogExceptions::read,
          Signal::logs,
          "rejectedLogRecords");

  static ExportTraceServiceResponse traces(ExportOutcome.Kept kept) {
    ExportTraceServiceResponse.Builder response = ExportTraceServiceResponse.newBuilder();
    if (kept.isPartial()) {
      response.setPartialSuccess(
          ExportTracePartialSuccess.newBuilder()
              .setRejectedSpans(kept.rejected())
              .setErrorMessage(kept.complaint()));
    }
    return response.build();
  }

  static ExportLogsServiceResponse logs(ExportOutcome.Kept kept) {
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (kept.isPartial()) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(kept.rejected())
              .setErrorMessage(kept.complaint()));
    }
    return response.build();
  }

  ExportContent readJson(byte[] body) {
    Message.Builder request = prototype.newBuilderForType();
    String complaint = JsonMessages.read(body, request);
    // The builder was made from the prototype.
    @SuppressWarnings("unchecked")
    Q message = (Q) request.build();
    return exceptions.apply(message).afterReading(complaint);
  }

  ExportContent readProtobuf(byte[] body) {
    if (MessageParts.areTooMany(body, prototype.getDescriptorForType())) {
      throw Refused.malformed("", "The body has more than " + MessageParts.MOST + " parts");
    }
    try {
      return exceptions.apply(parser.parseFrom(body));
    } catch (InvalidProtocolBufferException e) {
      throw Refused.malformed(
          "",
          "The body is not a valid protobuf "
              + prototype.getDescriptorForType().getName()
              + "; JSON needs the content type application/json");
    }
  }
}
