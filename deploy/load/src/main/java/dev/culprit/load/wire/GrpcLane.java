package dev.culprit.load.wire;

import dev.culprit.proto.ingest.v1.Kept;
import dev.culprit.proto.ingest.v1.ReportStreamResponse;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One ReportStream with a window of unanswered events; it opens a new stream when one breaks. */
final class GrpcLane {
  private static final long PAUSE_MS = 200;
  private static final String CODE_PREFIX = "REFUSAL_CODE_";

  private final Vertx vertx;
  private final Supplier<ClientCall<byte[], ReportStreamResponse>> calls;
  private final int window;
  private final AnswerListener listener;
  private final Set<Long> unanswered = new HashSet<>();
  private @Nullable ClientCall<byte[], ReportStreamResponse> call;
  private boolean closed;

  GrpcLane(
      Vertx vertx,
      Supplier<ClientCall<byte[], ReportStreamResponse>> calls,
      int window,
      AnswerListener listener) {
    this.vertx = vertx;
    this.calls = calls;
    this.window = window;
    this.listener = listener;
  }

  /** Starts outside the lock: a listener called from within may want to send at once. */
  void open() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    ClientCall<byte[], ReportStreamResponse> opening = calls.get();
    opening.start(new Answers(), new Metadata());
    opening.request(Integer.MAX_VALUE);
    synchronized (this) {
      call = opening;
    }
    listener.writable();
  }

  synchronized boolean hasRoom() {
    return call != null && call.isReady() && unanswered.size() < window;
  }

  synchronized void send(long sequence, byte[] request) {
    unanswered.add(sequence);
    if (call != null) {
      call.sendMessage(request);
    }
  }

  synchronized void close() {
    closed = true;
    if (call != null) {
      call.halfClose();
      call = null;
    }
  }

  private boolean take(long sequence) {
    synchronized (this) {
      return unanswered.remove(sequence);
    }
  }

  private List<Long> breakOff() {
    synchronized (this) {
      call = null;
      List<Long> left = new ArrayList<>(unanswered);
      unanswered.clear();
      return left;
    }
  }

  static Answer read(ReportStreamResponse response) {
    if (response.hasRefusal()) {
      String name = response.getRefusal().getCode().name();
      String code = name.startsWith(CODE_PREFIX) ? name.substring(CODE_PREFIX.length()) : name;
      return new Answer.Refused(code.toLowerCase(Locale.ROOT));
    }
    var kept = response.getAcknowledgement();
    return new Answer.Kept(
        kept.getEventId(),
        kept.getProblemId(),
        kept.getKept() == Kept.KEPT_SPOOLED,
        kept.getDeduplicated());
  }

  /** Hears the server's side of one stream. */
  private final class Answers extends ClientCall.Listener<ReportStreamResponse> {
    @Override
    public void onMessage(ReportStreamResponse response) {
      if (take(response.getSequence())) {
        listener.answered(response.getSequence(), read(response));
      }
    }

    @Override
    public void onReady() {
      listener.writable();
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      Answer answer =
          status.getCode() == Status.Code.UNAUTHENTICATED
              ? new Answer.Refused("unknown_key")
              : new Answer.Unanswered("stream closed: " + status.getCode());
      breakOff().forEach(left -> listener.answered(left, answer));
      vertx.setTimer(PAUSE_MS, fired -> open());
    }
  }
}
