package dev.culprit.ingest.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Supplement;

/** What came in at {@link FakeGrouping}, and the event in it. */
public record ReceivedEvent(IncomingEvent incoming, Event getEvent) {
  public boolean hasEvent() {
    return incoming.hasEvent();
  }

  public Supplement getSupplement() {
    return incoming.getSupplement();
  }

  public ByteString getEventUid() {
    return incoming.getEventUid();
  }

  public long getProjectId() {
    return incoming.getProjectId();
  }

  public Timestamp getReceivedAt() {
    return incoming.getReceivedAt();
  }

  static ReceivedEvent of(IncomingEvent incoming) {
    try {
      return new ReceivedEvent(incoming, Event.parseFrom(incoming.getEvent()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
