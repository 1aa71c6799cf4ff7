package dev.culprit.ingest.sentry.item;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.SessionCounts;
import dev.culprit.proto.ingest.v1.SessionStatus;
import dev.culprit.proto.ingest.v1.SessionUpdate;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sessions one by one, and those that a server's client counted itself. */
final class Sessions {
  private Sessions() {}

  static List<Supplement.Builder> update(MapValue told, ClientClock clock) {
    MapValue attributes = Shapes.field(told, "attrs").getMapValue();
    SessionUpdate.Builder session = SessionUpdate.newBuilder();
    session.setSessionId(ValueText.find(told, "sid"));
    session.setRelease(ValueText.find(attributes, "release"));
    session.setEnvironment(ValueText.find(attributes, "environment"));
    session.setInit(Shapes.field(told, "init").getBoolValue());
    session.setStatus(status(ValueText.find(told, "status")));
    session.setErrors(count(told, "errors"));
    session.setSequence(count(told, "seq"));
    Instant started = clock.read(Shapes.field(told, "started"));
    if (started != null) {
      session.setStartedAt(ClientClock.timestamp(started));
    }
    Supplement.Builder supplement = Supplement.newBuilder();
    Instant at = clock.read(Shapes.field(told, "timestamp"));
    if (at != null && clock.isLikely(at)) {
      supplement.setOccurredAt(ClientClock.timestamp(at));
    }
    return List.of(supplement.setSession(session));
  }

  static List<Supplement.Builder> counts(MapValue told, ClientClock clock, int most) {
    MapValue attributes = Shapes.field(told, "attrs").getMapValue();
    List<Supplement.Builder> all = new ArrayList<>();
    for (Value value : Shapes.list(Shapes.field(told, "aggregates"))) {
      MapValue aggregate = value.getMapValue();
      Instant started = clock.read(Shapes.field(aggregate, "started"));
      if (started == null || !clock.isLikely(started) || all.size() == most) {
        continue;
      }
      all.add(
          Supplement.newBuilder()
              .setOccurredAt(ClientClock.timestamp(started))
              .setSessionCounts(
                  SessionCounts.newBuilder()
                      .setRelease(ValueText.find(attributes, "release"))
                      .setEnvironment(ValueText.find(attributes, "environment"))
                      .setStartedAt(ClientClock.timestamp(started))
                      .setExited(count(aggregate, "exited"))
                      .setErrored(count(aggregate, "errored"))
                      .setUnhandled(count(aggregate, "unhandled"))
                      .setCrashed(count(aggregate, "crashed"))
                      .setAbnormal(count(aggregate, "abnormal"))));
    }
    return all;
  }

  private static long count(MapValue map, String name) {
    return Math.max(0, Shapes.field(map, name).getIntValue());
  }

  private static SessionStatus status(String word) {
    return switch (word) {
      case "exited" -> SessionStatus.SESSION_STATUS_EXITED;
      case "crashed" -> SessionStatus.SESSION_STATUS_CRASHED;
      case "unhandled" -> SessionStatus.SESSION_STATUS_UNHANDLED;
      case "abnormal" -> SessionStatus.SESSION_STATUS_ABNORMAL;
      default -> SessionStatus.SESSION_STATUS_OK;
    };
  }
}
