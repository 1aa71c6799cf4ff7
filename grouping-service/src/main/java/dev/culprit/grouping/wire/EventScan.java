package dev.culprit.grouping.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of an event's bytes what grouping decides by, and notes where the rest lies. Most of an
 * event is kept as it came, and most stack traces came before: to parse them all, and write them
 * again, would cost more than everything else that is done with them.
 */
final class EventScan {

  private static final ExtensionRegistryLite NO_EXTENSIONS =
      ExtensionRegistryLite.getEmptyRegistry();
  private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final int LEVEL_TAG = Event.LEVEL_FIELD_NUMBER << 3;
  private static final int HTTP_STATUS_TAG = Event.HTTP_STATUS_FIELD_NUMBER << 3;

  private final CodedInputStream in;
  private final List<ExceptionPart> exceptions = new ArrayList<>(2);
  private final List<ByteRange> attachments = new ArrayList<>(0);
  private final List<String> fingerprint = new ArrayList<>(0);
  private @Nullable Timestamp occurredAt;
  private Level level = Level.LEVEL_UNSPECIFIED;
  private String platform = "";
  private String environment = "";
  private String release = "";
  private String logger = "";
  private LogMessage message = LogMessage.getDefaultInstance();
  private int httpStatus;
  private @Nullable GatewayPart gateway;

  private EventScan(CodedInputStream in) {
    this.in = in;
  }

  static EventScan of(ByteString bytes) throws InvalidProtocolBufferException {
    CodedInputStream in = bytes.newCodedInput();
    EventScan scan = new EventScan(in);
    try {
      scan.event();
      in.checkLastTagWas(0);
      return scan;
    } catch (InvalidProtocolBufferException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidProtocolBufferException(e);
    }
  }

  private void event() throws IOException {
    while (true) {
      int start = in.getTotalBytesRead();
      int tag = in.readTag();
      if (tag == 0) {
        return;
      }
      if (WireFormat.getTagWireType(tag) == LENGTH_DELIMITED) {
        part(WireFormat.getTagFieldNumber(tag), tag, start);
      } else {
        number(tag);
      }
    }
  }

  private void number(int tag) throws IOException {
    if (tag == LEVEL_TAG) {
      Level known = Level.forNumber(in.readEnum());
      level = known == null ? Level.UNRECOGNIZED : known;
    } else if (tag == HTTP_STATUS_TAG) {
      httpStatus = in.readInt32();
    } else {
      in.skipField(tag);
    }
  }

  private void part(int field, int tag, int start) throws IOException {
    switch (field) {
      case Event.OCCURRED_AT_FIELD_NUMBER ->
          occurredAt = in.readMessage(Timestamp.parser(), NO_EXTENSIONS);
      case Event.PLATFORM_FIELD_NUMBER -> platform = in.readStringRequireUtf8();
      case Event.ENVIRONMENT_FIELD_NUMBER -> environment = in.readStringRequireUtf8();
      case Event.RELEASE_FIELD_NUMBER -> release = in.readStringRequireUtf8();
      case Event.LOGGER_FIELD_NUMBER -> logger = in.readStringRequireUtf8();
      case Event.MESSAGE_FIELD_NUMBER ->
          message = in.readMessage(LogMessage.parser(), NO_EXTENSIONS);
      case Event.FINGERPRINT_FIELD_NUMBER -> fingerprint.add(in.readStringRequireUtf8());
      case Event.GATEWAY_FIELD_NUMBER -> gateway = GatewayPart.read(in);
      case Event.EXCEPTIONS_FIELD_NUMBER -> exceptions.add(exception(start));
      case Event.ATTACHMENTS_FIELD_NUMBER -> {
        in.skipField(tag);
        attachments.add(new ByteRange(start, in.getTotalBytesRead()));
      }
      default -> in.skipField(tag);
    }
  }

  private ExceptionPart exception(int start) throws IOException {
    int length = in.readRawVarint32();
    int limit = in.pushLimit(length);
    int bodyStart = in.getTotalBytesRead();
    ExceptionPart part = new ExceptionPart(start, bodyStart, bodyStart + length);
    while (true) {
      int fieldStart = in.getTotalBytesRead();
      int tag = in.readTag();
      if (tag == 0) {
        break;
      }
      switch (WireFormat.getTagFieldNumber(tag)) {
        case ExceptionInfo.TYPE_FIELD_NUMBER -> part.type = in.readStringRequireUtf8();
        case ExceptionInfo.VALUE_FIELD_NUMBER -> part.value = in.readStringRequireUtf8();
        case ExceptionInfo.FRAMES_FIELD_NUMBER,
            ExceptionInfo.FRAMES_OMITTED_FIELD_NUMBER,
            ExceptionInfo.RAW_STACK_TRACE_FIELD_NUMBER -> {
          in.skipField(tag);
          part.addStack(fieldStart, in.getTotalBytesRead());
        }
        default -> in.skipField(tag);
      }
    }
    in.popLimit(limit);
    return part;
  }

  /** Null when the event does not say. */
  @Nullable Timestamp occurredAt() {
    return occurredAt;
  }

  Level level() {
    return level;
  }

  String platform() {
    return platform;
  }

  String environment() {
    return environment;
  }

  String release() {
    return release;
  }

  String logger() {
    return logger;
  }

  LogMessage message() {
    return message;
  }

  List<String> fingerprint() {
    return fingerprint;
  }

  /** 0 when the event does not say. */
  int httpStatus() {
    return httpStatus;
  }

  /** Null when the event is not from a gateway's logs. */
  @Nullable GatewayPart gateway() {
    return gateway;
  }

  /** The files of the event, which are kept apart from it. */
  List<ByteRange> attachments() {
    return attachments;
  }

  List<ExceptionPart> exceptions() {
    return exceptions;
  }
}
