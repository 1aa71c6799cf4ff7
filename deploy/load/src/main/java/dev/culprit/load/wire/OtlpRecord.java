package dev.culprit.load.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.SampleFrame;
import dev.culprit.load.event.Template;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes events down as the log records of a Java program with an exception, as OpenTelemetry's log
 * bridges make them, without time; the time is put behind them when they are sent. The trace id
 * ends in the event's number, so that the server can tell repeated records.
 */
final class OtlpRecord {
  private static final int TIME_BYTES = 9;
  private static final String LIBRARY = "org.springframework.";

  private OtlpRecord() {}

  static byte[] write(SampleEvent event) {
    LogRecord.Builder record =
        LogRecord.newBuilder()
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
            .setSeverityText("ERROR")
            .setBody(text(event.message()))
            .setTraceId(traceId(event.release()))
            .setSpanId(ByteString.copyFromUtf8("spanspan"))
            .addAttributes(attribute("exception.type", "com.example." + event.type()))
            .addAttributes(attribute("exception.message", event.message()))
            .addAttributes(attribute("exception.stacktrace", stackTrace(event)))
            .addAttributes(attribute("thread.name", "http-nio-8080-exec-1"));
    event.tags().forEach((name, value) -> record.addAttributes(attribute(name, value)));
    event.context().forEach((name, value) -> record.addAttributes(attribute(name, value)));
    return record.build().toByteArray();
  }

  /** The record with number and time. */
  static byte[] fill(Template template, long sequence, long epochMicros) {
    byte[] record = template.fill(sequence, epochMicros, 0, TIME_BYTES);
    CodedOutputStream out = CodedOutputStream.newInstance(record, template.length(), TIME_BYTES);
    try {
      out.writeFixed64(LogRecord.TIME_UNIX_NANO_FIELD_NUMBER, epochMicros * 1_000);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return record;
  }

  private static ByteString traceId(String run) {
    String start = "%08x".formatted(run.hashCode()).substring(0, 4);
    return ByteString.copyFromUtf8(start + Template.SEQUENCE);
  }

  private static String stackTrace(SampleEvent event) {
    StringBuilder text =
        new StringBuilder("com.example.").append(event.type()).append(": ").append(event.message());
    List<SampleFrame> frames = event.frames();
    frames.forEach(frame -> text.append("\n\tat ").append(line(frame)));
    return text.append('\n').toString();
  }

  private static String line(SampleFrame frame) {
    String file = frame.file().substring(frame.file().lastIndexOf('/') + 1);
    String owner = file.substring(0, file.lastIndexOf('.'));
    String module =
        frame.module().endsWith("." + owner) ? frame.module() : frame.module() + "." + owner;
    String prefix = frame.inApp() || module.startsWith(LIBRARY) ? "" : LIBRARY;
    return prefix + module + "." + frame.function() + "(" + owner + ".java:" + frame.line() + ")";
  }

  private static KeyValue attribute(String name, String value) {
    return KeyValue.newBuilder().setKey(name).setValue(text(value)).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }
}
