package dev.culprit.load.wire;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.culprit.load.event.Template;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ReportStreamRequest;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A {@link ReportStreamRequest} put together from an event's bytes, without building messages:
 * fields of a message may come in any order, so the time is written behind the template.
 */
final class StreamRequest {
  static final MethodDescriptor<byte[], ReportStreamResponse> METHOD =
      MethodDescriptor.<byte[], ReportStreamResponse>newBuilder()
          .setType(MethodType.BIDI_STREAMING)
          .setFullMethodName("culprit.ingest.v1.IngestService/ReportStream")
          .setRequestMarshaller(new RawBytes())
          .setResponseMarshaller(ProtoUtils.marshaller(ReportStreamResponse.getDefaultInstance()))
          .build();

  /** More than a sequence, two tags, a length and a timestamp ever need. */
  private static final int HEAD_ROOM = 32;

  private static final int TAIL_ROOM = 32;

  private StreamRequest() {}

  static byte[] of(long sequence, long epochMicros, Template template) {
    try {
      byte[] bytes = template.fill(sequence, epochMicros, HEAD_ROOM, TAIL_ROOM);
      int eventEnd = HEAD_ROOM + template.length();
      int end = eventEnd + writeTime(bytes, eventEnd, epochMicros);
      byte[] head = head(sequence, end - HEAD_ROOM);
      int start = HEAD_ROOM - head.length;
      System.arraycopy(head, 0, bytes, start, head.length);
      return Arrays.copyOfRange(bytes, start, end);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static byte[] head(long sequence, int eventLength) throws IOException {
    byte[] head = new byte[HEAD_ROOM];
    CodedOutputStream out = CodedOutputStream.newInstance(head);
    out.writeUInt64(ReportStreamRequest.SEQUENCE_FIELD_NUMBER, sequence);
    out.writeTag(ReportStreamRequest.EVENT_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    out.writeUInt32NoTag(eventLength);
    return Arrays.copyOf(head, out.getTotalBytesWritten());
  }

  private static int writeTime(byte[] target, int at, long epochMicros) throws IOException {
    Timestamp time =
        Timestamp.newBuilder()
            .setSeconds(Math.floorDiv(epochMicros, 1_000_000L))
            .setNanos((int) Math.floorMod(epochMicros, 1_000_000L) * 1_000)
            .build();
    CodedOutputStream out = CodedOutputStream.newInstance(target, at, TAIL_ROOM);
    out.writeMessage(Event.OCCURRED_AT_FIELD_NUMBER, time);
    return out.getTotalBytesWritten();
  }

  /** For tests. */
  static ReportStreamRequest parse(byte[] request) throws InvalidProtocolBufferException {
    return ReportStreamRequest.parseFrom(request);
  }
}
