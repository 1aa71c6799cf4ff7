package dev.culprit.grouping.endpoint;

import com.google.protobuf.Timestamp;
import dev.culprit.grouping.watch.ProblemChanges;
import dev.culprit.proto.grouping.v1.ChangeKind;
import dev.culprit.proto.grouping.v1.ProblemChange;
import io.grpc.stub.ServerCallStreamObserver;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.List;

/**
 * One open watch. Holds a bounded number of changes for a reader that is slow; when they do not fit
 * it drops them all and tells the reader to read again. All of it happens on the connection's event
 * loop.
 */
final class Watcher {

  private static final int MOST_HELD = 5_000;

  private final ServerCallStreamObserver<ProblemChange> observer;
  private final ProblemChanges changes;
  private final Context eventLoop;
  private final ArrayDeque<ProblemChange> held = new ArrayDeque<>();

  Watcher(ServerCallStreamObserver<ProblemChange> observer, ProblemChanges changes) {
    this.observer = observer;
    this.changes = changes;
    this.eventLoop = Vertx.currentContext();
  }

  void start() {
    observer.setOnReadyHandler(this::send);
    observer.setOnCancelHandler(() -> changes.unwatch(this));
    changes.watch(this, news -> eventLoop.runOnContext(ignored -> take(news)));
  }

  private void take(List<dev.culprit.grouping.watch.ProblemChange> news) {
    if (observer.isCancelled()) {
      changes.unwatch(this);
      return;
    }
    if (held.size() + news.size() > MOST_HELD) {
      held.clear();
      held.add(
          ProblemChange.newBuilder()
              .setKind(ChangeKind.CHANGE_KIND_RESYNC)
              .setAt(timestamp(System.currentTimeMillis()))
              .build());
    } else {
      news.forEach(change -> held.add(write(change)));
    }
    send();
  }

  private void send() {
    while (!held.isEmpty() && observer.isReady()) {
      observer.onNext(held.remove());
    }
  }

  private static ProblemChange write(dev.culprit.grouping.watch.ProblemChange change) {
    return ProblemChange.newBuilder()
        .setKind(kind(change.kind()))
        .setProjectId(change.projectId())
        .setProblemId(change.problemId())
        .setAt(timestamp(change.atMillis()))
        .setOccurrenceCount(change.occurrenceCount())
        .build();
  }

  private static ChangeKind kind(dev.culprit.grouping.watch.ProblemChange.Kind kind) {
    return switch (kind) {
      case OPENED -> ChangeKind.CHANGE_KIND_OPENED;
      case REGRESSED -> ChangeKind.CHANGE_KIND_REGRESSED;
      case REPEATED -> ChangeKind.CHANGE_KIND_REPEATED;
      case UPDATED -> ChangeKind.CHANGE_KIND_UPDATED;
      case DELETED -> ChangeKind.CHANGE_KIND_DELETED;
      case RESYNC -> ChangeKind.CHANGE_KIND_RESYNC;
    };
  }

  private static Timestamp timestamp(long millis) {
    return Timestamp.newBuilder()
        .setSeconds(Math.floorDiv(millis, 1000L))
        .setNanos((int) Math.floorMod(millis, 1000L) * 1_000_000)
        .build();
  }
}
