package dev.culprit.grouping.wire;

import com.google.protobuf.CodedInputStream;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.Proxy;
import java.io.IOException;
import java.util.Locale;

/** What a gateway's failure is told apart by; the rest of it is passed over. Empty when unknown. */
record GatewayPart(String proxy, String cause, String host, String upstream, String upstreamGroup) {

  /** Reads a failure from its length on. */
  static GatewayPart read(CodedInputStream in) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    String proxy = "";
    String cause = "";
    String host = "";
    String upstream = "";
    String group = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case GatewayFailure.PROXY_FIELD_NUMBER -> proxy = proxy(in.readEnum());
        case GatewayFailure.CAUSE_FIELD_NUMBER -> cause = cause(in.readEnum());
        case GatewayFailure.HOST_FIELD_NUMBER -> host = in.readStringRequireUtf8();
        case GatewayFailure.UPSTREAM_FIELD_NUMBER -> upstream = in.readStringRequireUtf8();
        case GatewayFailure.UPSTREAM_GROUP_FIELD_NUMBER -> group = in.readStringRequireUtf8();
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return new GatewayPart(proxy, cause, host, upstream, group);
  }

  private static String proxy(int number) {
    Proxy known = Proxy.forNumber(number);
    return known == null ? "" : code(known);
  }

  private static String cause(int number) {
    Cause known = Cause.forNumber(number);
    return known == null || known == Cause.CAUSE_UNSPECIFIED ? "" : code(known, "CAUSE_");
  }

  /** The code of a proxy in tables; empty when it is not said. */
  static String code(Proxy proxy) {
    return proxy == Proxy.PROXY_UNSPECIFIED || proxy == Proxy.UNRECOGNIZED
        ? ""
        : code(proxy, "PROXY_");
  }

  private static String code(Enum<?> value, String prefix) {
    return value.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
  }
}
