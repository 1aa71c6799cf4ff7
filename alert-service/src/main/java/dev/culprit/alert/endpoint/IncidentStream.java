package dev.culprit.alert.endpoint;

import com.google.protobuf.Timestamp;
import dev.culprit.alert.incident.IncidentChange;
import dev.culprit.alert.incident.IncidentChanges;
import dev.culprit.proto.alert.v1.IncidentChangeKind;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One watcher of incidents. When it reads too slowly, what waits for it is dropped and it is told
 * to read again what it shows.
 */
final class IncidentStream implements IncidentChanges.Listener {
  private static final int MOST_WAITING = 1000;

  private final ServerCallStreamObserver<dev.culprit.proto.alert.v1.IncidentChange> observer;
  private final Deque<dev.culprit.proto.alert.v1.IncidentChange> waiting = new ArrayDeque<>();

  IncidentStream(ServerCallStreamObserver<dev.culprit.proto.alert.v1.IncidentChange> observer) {
    this.observer = observer;
  }

  void open(IncidentChanges changes) {
    observer.setOnReadyHandler(this::flush);
    observer.setOnCancelHandler(() -> changes.remove(this));
    changes.add(this);
  }

  @Override
  public synchronized void changed(IncidentChange change) {
    offer(proto(change));
  }

  @Override
  public synchronized void lost() {
    waiting.clear();
    offer(resync());
  }

  private void offer(dev.culprit.proto.alert.v1.IncidentChange change) {
    if (waiting.size() >= MOST_WAITING) {
      waiting.clear();
      waiting.add(resync());
    } else {
      waiting.add(change);
    }
    flush();
  }

  private synchronized void flush() {
    while (!waiting.isEmpty() && observer.isReady()) {
      observer.onNext(waiting.remove());
    }
  }

  private static dev.culprit.proto.alert.v1.IncidentChange resync() {
    return dev.culprit.proto.alert.v1.IncidentChange.newBuilder()
        .setKind(IncidentChangeKind.INCIDENT_CHANGE_KIND_RESYNC)
        .build();
  }

  private static dev.culprit.proto.alert.v1.IncidentChange proto(IncidentChange change) {
    return dev.culprit.proto.alert.v1.IncidentChange.newBuilder()
        .setKind(
            change.opened()
                ? IncidentChangeKind.INCIDENT_CHANGE_KIND_OPENED
                : IncidentChangeKind.INCIDENT_CHANGE_KIND_CLOSED)
        .setIncidentId(change.incidentId())
        .setProjectId(change.projectId())
        .setProblemId(change.problemId())
        .setAt(
            Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(change.atMillis(), 1000L))
                .setNanos((int) Math.floorMod(change.atMillis(), 1000L) * 1_000_000))
        .setReason(change.reason())
        .build();
  }
}
