package dev.culprit.grouping.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.culprit.grouping.event.LinkHash;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.GatewayFailure;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.NamedValue;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Looks through an event's bytes for the ids of its request: the trace id, and the request id as
 * the gateway, a header or a tag tells it. Events that are of no HTTP request have none.
 */
final class LinkScan {

  private static final int KEY = 1;
  private static final int VALUE = 2;

  private final CodedInputStream in;
  private boolean isOfRequest;
  private String traceId = "";
  private String ofGateway = "";
  private String requestHeader = "";
  private String correlationHeader = "";
  private String tag = "";

  private LinkScan(CodedInputStream in) {
    this.in = in;
  }

  /** At most two: of the trace and of the request. Nothing for bytes that cannot be read. */
  static List<Long> links(ByteString event) {
    LinkScan scan = new LinkScan(event.newCodedInput());
    try {
      scan.event();
    } catch (IOException unreadable) {
      return List.of();
    }
    return scan.isOfRequest ? scan.links() : List.of();
  }

  private List<Long> links() {
    Set<Long> links = new LinkedHashSet<>();
    LinkHash.of(traceId).ifPresent(links::add);
    LinkHash.of(requestId()).ifPresent(links::add);
    return List.copyOf(links);
  }

  private String requestId() {
    for (String id : List.of(ofGateway, requestHeader, correlationHeader, tag)) {
      if (!id.isEmpty()) {
        return id;
      }
    }
    return "";
  }

  private void event() throws IOException {
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      switch (field >>> 3) {
        case Event.TRACE_ID_FIELD_NUMBER -> traceId = in.readString();
        case Event.HTTP_STATUS_FIELD_NUMBER -> isOfRequest |= in.readInt32() != 0;
        case Event.REQUEST_FIELD_NUMBER -> request();
        case Event.TAGS_FIELD_NUMBER -> tag();
        case Event.GATEWAY_FIELD_NUMBER -> gateway();
        default -> in.skipField(field);
      }
    }
  }

  private void gateway() throws IOException {
    isOfRequest = true;
    int limit = in.pushLimit(in.readRawVarint32());
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      if (field >>> 3 == GatewayFailure.REQUEST_ID_FIELD_NUMBER) {
        ofGateway = in.readString();
      } else {
        in.skipField(field);
      }
    }
    in.popLimit(limit);
  }

  private void request() throws IOException {
    isOfRequest = true;
    int limit = in.pushLimit(in.readRawVarint32());
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      if (field >>> 3 == HttpRequest.HEADERS_FIELD_NUMBER) {
        header(in.readBytes());
      } else {
        in.skipField(field);
      }
    }
    in.popLimit(limit);
  }

  private void header(ByteString bytes) throws IOException {
    NamedValue header = NamedValue.parseFrom(bytes);
    switch (header.getName().toLowerCase(Locale.ROOT)) {
      case "x-request-id" -> requestHeader = header.getValue();
      case "x-correlation-id" -> correlationHeader = header.getValue();
      default -> {}
    }
  }

  private void tag() throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    String key = "";
    String value = "";
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      switch (field >>> 3) {
        case KEY -> key = in.readString();
        case VALUE -> value = in.readString();
        default -> in.skipField(field);
      }
    }
    in.popLimit(limit);
    if (key.equals("request_id")) {
      tag = value;
    }
  }
}
