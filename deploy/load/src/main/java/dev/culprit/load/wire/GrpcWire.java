package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;
import io.grpc.CallOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * The native protocol: several ReportStreams over one connection, each with a window of unanswered
 * events.
 */
public final class GrpcWire implements Wire {
  private final Vertx vertx;
  private final int streams;
  private final int window;
  private final GrpcConnection connection;
  private final List<GrpcLane> lanes = new ArrayList<>();
  private int next;

  public GrpcWire(Vertx vertx, String target, String key, int streams, int window) {
    this.vertx = vertx;
    this.streams = streams;
    this.window = window;
    this.connection = new GrpcConnection(vertx, target, key);
  }

  @Override
  public String name() {
    return "grpc";
  }

  @Override
  public byte[] write(SampleEvent event) {
    return ProtoEvent.write(event).toByteArray();
  }

  @Override
  public Future<Void> open(AnswerListener listener) {
    return connection.connect().onSuccess(connected -> openLanes(listener));
  }

  private void openLanes(AnswerListener listener) {
    for (int i = 0; i < streams; i++) {
      GrpcLane lane =
          new GrpcLane(
              vertx,
              () -> connection.channel().newCall(StreamRequest.METHOD, CallOptions.DEFAULT),
              window,
              listener);
      lanes.add(lane);
      lane.open();
    }
  }

  @Override
  public boolean trySend(long sequence, long epochMicros, Template template) {
    for (int tried = 0; tried < lanes.size(); tried++) {
      GrpcLane lane = lanes.get(next);
      next = (next + 1) % lanes.size();
      if (lane.hasRoom()) {
        lane.send(sequence, StreamRequest.of(sequence, epochMicros, template));
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Future<Void> close() {
    lanes.forEach(GrpcLane::close);
    return connection.close();
  }
}
