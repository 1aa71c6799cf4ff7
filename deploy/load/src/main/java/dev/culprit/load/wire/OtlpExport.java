package dev.culprit.load.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.culprit.load.event.SampleEvent;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** An export of one process's log records, put together from their bytes. */
final class OtlpExport {
  static final MethodDescriptor<byte[], ExportLogsServiceResponse> METHOD =
      MethodDescriptor.<byte[], ExportLogsServiceResponse>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName("opentelemetry.proto.collector.logs.v1.LogsService/Export")
          .setRequestMarshaller(new RawBytes())
          .setResponseMarshaller(
              ProtoUtils.marshaller(ExportLogsServiceResponse.getDefaultInstance()))
          .build();

  private static final byte[] SCOPE =
      ScopeLogs.newBuilder()
          .setScope(InstrumentationScope.newBuilder().setName("com.example.Shop"))
          .build()
          .toByteArray();

  private OtlpExport() {}

  /** What the program tells of itself with every export. */
  static byte[] resource(SampleEvent event) {
    return ResourceLogs.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(attribute("service.name", "shop"))
                .addAttributes(attribute("service.version", event.release()))
                .addAttributes(attribute("deployment.environment.name", event.environment()))
                .addAttributes(attribute("host.name", event.serverName()))
                .addAttributes(attribute("telemetry.sdk.language", "java"))
                .addAttributes(attribute("telemetry.sdk.name", "opentelemetry")))
        .build()
        .toByteArray();
  }

  static byte[] of(byte[] resource, List<byte[]> records) {
    int scopeLogs = SCOPE.length;
    for (byte[] record : records) {
      scopeLogs += field(ScopeLogs.LOG_RECORDS_FIELD_NUMBER, record.length);
    }
    int resourceLogs = resource.length + field(ResourceLogs.SCOPE_LOGS_FIELD_NUMBER, scopeLogs);
    byte[] export =
        new byte[field(ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER, resourceLogs)];
    CodedOutputStream out = CodedOutputStream.newInstance(export);
    try {
      begin(out, ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER, resourceLogs);
      out.writeRawBytes(resource);
      begin(out, ResourceLogs.SCOPE_LOGS_FIELD_NUMBER, scopeLogs);
      out.writeRawBytes(SCOPE);
      for (byte[] record : records) {
        begin(out, ScopeLogs.LOG_RECORDS_FIELD_NUMBER, record.length);
        out.writeRawBytes(record);
      }
      out.checkNoSpaceLeft();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return export;
  }

  private static int field(int number, int length) {
    return CodedOutputStream.computeTagSize(number)
        + CodedOutputStream.computeUInt32SizeNoTag(length)
        + length;
  }

  private static void begin(CodedOutputStream out, int number, int length) throws IOException {
    out.writeTag(number, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(length);
  }

  private static KeyValue attribute(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
