package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.wire.EventReader;
import dev.culprit.proto.grouping.v1.GroupEventsRequest;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.GroupingServiceGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** {@code GroupEvents}: wire contract to domain and back, nothing else. */
public final class GroupingEndpoint extends GroupingServiceGrpc.GroupingServiceImplBase {

  private final Intake intake;
  private final EventReader reader;

  public GroupingEndpoint(Intake intake, EventReader reader) {
    this.intake = intake;
    this.reader = reader;
  }

  @Override
  public StreamObserver<GroupEventsRequest> groupEvents(
      StreamObserver<GroupEventsResponse> responses) {
    BatchStream stream =
        new BatchStream(intake, reader, (ServerCallStreamObserver<GroupEventsResponse>) responses);
    stream.open();
    return stream;
  }
}
