package dev.culprit.query.stream;

import dev.culprit.proto.alert.v1.IncidentChange;
import dev.culprit.proto.alert.v1.IncidentChangeKind;
import dev.culprit.proto.grouping.v1.ChangeKind;
import dev.culprit.proto.grouping.v1.ProblemChange;
import dev.culprit.query.http.Scope;
import dev.culprit.query.http.Times;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One server-sent event, written out once for all readers.
 *
 * @param projectId 0 = meant for everybody
 * @param scope what a reader must be allowed to see
 */
record StreamedChange(long projectId, Scope scope, Buffer text) {
  static final StreamedChange RESYNC =
      new StreamedChange(0, Scope.PROBLEMS_READ, event("resync", new JsonObject()));

  boolean isFor(long wantedProjectId) {
    return projectId == 0 || wantedProjectId == 0 || projectId == wantedProjectId;
  }

  static Optional<StreamedChange> of(ProblemChange change) {
    String name = name(change.getKind());
    if (change.getKind() == ChangeKind.CHANGE_KIND_RESYNC) {
      return Optional.of(RESYNC);
    }
    if (name == null) {
      return Optional.empty();
    }
    JsonObject data =
        new JsonObject()
            .put("project_id", change.getProjectId())
            .put("problem_id", change.getProblemId())
            .put("at", Times.text(change.getAt()))
            .put("occurrence_count", change.getOccurrenceCount());
    return Optional.of(
        new StreamedChange(change.getProjectId(), Scope.PROBLEMS_READ, event(name, data)));
  }

  static Optional<StreamedChange> of(IncidentChange change) {
    if (change.getKind() == IncidentChangeKind.INCIDENT_CHANGE_KIND_RESYNC) {
      return Optional.of(RESYNC);
    }
    String name =
        switch (change.getKind()) {
          case INCIDENT_CHANGE_KIND_OPENED -> "incident_opened";
          case INCIDENT_CHANGE_KIND_CLOSED -> "incident_closed";
          default -> null;
        };
    if (name == null) {
      return Optional.empty();
    }
    JsonObject data =
        new JsonObject()
            .put("incident_id", change.getIncidentId())
            .put("project_id", change.getProjectId())
            .put("problem_id", change.getProblemId() == 0 ? null : change.getProblemId())
            .put("at", Times.text(change.getAt()))
            .put("reason", change.getReason());
    return Optional.of(
        new StreamedChange(change.getProjectId(), Scope.ALERTS_READ, event(name, data)));
  }

  private static @Nullable String name(ChangeKind kind) {
    return switch (kind) {
      case CHANGE_KIND_OPENED -> "problem_opened";
      case CHANGE_KIND_REGRESSED -> "problem_regressed";
      case CHANGE_KIND_REPEATED -> "problem_repeated";
      case CHANGE_KIND_UPDATED -> "problem_updated";
      case CHANGE_KIND_DELETED -> "problem_deleted";
      default -> null;
    };
  }

  private static Buffer event(String name, JsonObject data) {
    return Buffer.buffer("event: " + name + "\ndata: " + data.encode() + "\n\n");
  }
}
