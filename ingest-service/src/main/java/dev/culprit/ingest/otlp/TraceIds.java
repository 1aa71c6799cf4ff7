package dev.culprit.ingest.otlp;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** Trace and span ids: bytes of a fixed length, not all zero. */
final class TraceIds {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private TraceIds() {}

  static boolean isTrace(ByteString id) {
    return isId(id, TRACE_BYTES);
  }

  /** As hex digits; empty when it is no trace id. */
  static String trace(ByteString id) {
    return isTrace(id) ? hex(id) : "";
  }

  /** As hex digits; empty when it is no span id. */
  static String span(ByteString id) {
    return isId(id, SPAN_BYTES) ? hex(id) : "";
  }

  private static boolean isId(ByteString id, int length) {
    if (id.size() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (id.byteAt(i) != 0) {
        return true;
      }
    }
    return false;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
