package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;
import dev.culprit.load.event.Template;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's logs over gRPC: one answer for each export of many records, as its batching
 * exporters send them. What is not acknowledged is not sent again. A server that keeps only part of
 * an export does not tell which, so all of such an export counts as unanswered.
 */
public final class OtlpWire implements Wire {
  private static final long LONGEST_WAIT_MS = 5;
  private static final long PAUSE_NANOS = 200_000_000L;

  /** Records that travel together. */
  private record Batch(List<Long> sequences, List<byte[]> records) {
    Batch() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final Vertx vertx;
  private final int exports;
  private final int batchSize;
  private final GrpcConnection connection;
  private byte[] resource = new byte[0];
  private @Nullable AnswerListener listener;
  private Batch filling = new Batch();
  private int unanswered;
  private long pausedUntil = System.nanoTime();
  private long timer = -1;

  /**
   * @param exports how many may be unanswered at once
   * @param batchSize records an export
   */
  public OtlpWire(Vertx vertx, String target, String key, int exports, int batchSize) {
    this.vertx = vertx;
    this.exports = exports;
    this.batchSize = batchSize;
    this.connection = new GrpcConnection(vertx, target, key);
  }

  @Override
  public String name() {
    return "otlp";
  }

  /** All events are of one program, that of the first. */
  @Override
  public synchronized byte[] write(SampleEvent event) {
    if (resource.length == 0) {
      resource = OtlpExport.resource(event);
    }
    return OtlpRecord.write(event);
  }

  @Override
  public Future<Void> open(AnswerListener wanted) {
    return connection
        .connect()
        .onSuccess(
            connected -> {
              synchronized (this) {
                listener = wanted;
                timer = vertx.setPeriodic(LONGEST_WAIT_MS, tick -> flush());
              }
              wanted.writable();
            });
  }

  @Override
  public boolean trySend(long sequence, long epochMicros, Template template) {
    Batch full = null;
    synchronized (this) {
      if (listener == null || unanswered >= exports || System.nanoTime() < pausedUntil) {
        return false;
      }
      filling.sequences.add(sequence);
      filling.records.add(OtlpRecord.fill(template, sequence, epochMicros));
      if (filling.records.size() >= batchSize) {
        full = take();
      }
    }
    if (full != null) {
      export(full);
    }
    return true;
  }

  /** Whatever waits, as exporters do when their time is up. */
  private void flush() {
    Batch waiting = null;
    synchronized (this) {
      if (!filling.records.isEmpty()) {
        waiting = take();
      }
    }
    if (waiting != null) {
      export(waiting);
    }
  }

  private Batch take() {
    Batch taken = filling;
    filling = new Batch();
    unanswered++;
    return taken;
  }

  /** Never under the lock: the answer may come before this returns. */
  private void export(Batch batch) {
    byte[] ofProgram;
    synchronized (this) {
      ofProgram = resource;
    }
    ClientCalls.asyncUnaryCall(
        connection.channel().newCall(OtlpExport.METHOD, CallOptions.DEFAULT),
        OtlpExport.of(ofProgram, batch.records),
        new Answers(batch));
  }

  private void answered(Batch batch, Answer answer) {
    AnswerListener told;
    synchronized (this) {
      unanswered--;
      if (answer instanceof Answer.Unanswered) {
        pausedUntil = System.nanoTime() + PAUSE_NANOS;
      }
      told = listener;
    }
    if (told != null) {
      batch.sequences.forEach(sequence -> told.answered(sequence, answer));
      told.writable();
    }
  }

  static Answer read(ExportLogsServiceResponse response, int sent) {
    long rejected = response.getPartialSuccess().getRejectedLogRecords();
    if (rejected == 0) {
      return new Answer.Kept(0, 0, false, false);
    }
    return rejected >= sent
        ? new Answer.Refused("rejected")
        : new Answer.Unanswered("only part of an export was kept");
  }

  static Answer read(Status status) {
    return switch (status.getCode()) {
      case UNAUTHENTICATED -> new Answer.Refused("unknown_key");
      case RESOURCE_EXHAUSTED -> new Answer.Refused("rate_limited");
      case INVALID_ARGUMENT -> new Answer.Refused("malformed");
      case UNIMPLEMENTED -> new Answer.Refused("unsupported");
      default -> new Answer.Unanswered("export failed: " + status.getCode());
    };
  }

  /** The trace id ends in the event's number. */
  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public Future<Void> close() {
    synchronized (this) {
      vertx.cancelTimer(timer);
    }
    return connection.close();
  }

  /** Hears the one answer to an export. */
  private final class Answers implements StreamObserver<ExportLogsServiceResponse> {
    private final Batch batch;

    Answers(Batch batch) {
      this.batch = batch;
    }

    @Override
    public void onNext(ExportLogsServiceResponse response) {
      answered(batch, read(response, batch.records.size()));
    }

    @Override
    public void onError(Throwable failure) {
      answered(batch, read(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {}
  }
}
