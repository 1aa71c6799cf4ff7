package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.command.Actor;
import dev.culprit.grouping.command.ProblemCommands;
import dev.culprit.grouping.command.ProblemEdit;
import dev.culprit.grouping.problem.ProblemStatus;
import dev.culprit.grouping.watch.ProblemChanges;
import dev.culprit.proto.grouping.v1.DeleteProblemsRequest;
import dev.culprit.proto.grouping.v1.DeleteProblemsResponse;
import dev.culprit.proto.grouping.v1.ProblemChange;
import dev.culprit.proto.grouping.v1.ProblemServiceGrpc;
import dev.culprit.proto.grouping.v1.UpdateProblemsRequest;
import dev.culprit.proto.grouping.v1.UpdateProblemsResponse;
import dev.culprit.proto.grouping.v1.WatchProblemsRequest;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The problem service: wire contract to domain and back, nothing else. */
public final class ProblemEndpoint extends ProblemServiceGrpc.ProblemServiceImplBase {

  private final ProblemCommands commands;
  private final ProblemChanges changes;

  public ProblemEndpoint(ProblemCommands commands, ProblemChanges changes) {
    this.commands = commands;
    this.changes = changes;
  }

  @Override
  public void updateProblems(
      UpdateProblemsRequest request, StreamObserver<UpdateProblemsResponse> observer) {
    Unary.answer(
        Refusals.attempt(() -> commands.update(edit(request)))
            .map(
                updated ->
                    UpdateProblemsResponse.newBuilder()
                        .addAllUpdatedIds(updated)
                        .addAllUnknownIds(unknown(request.getProblemIdsList(), updated))
                        .build()),
        observer);
  }

  @Override
  public void deleteProblems(
      DeleteProblemsRequest request, StreamObserver<DeleteProblemsResponse> observer) {
    Unary.answer(
        Refusals.attempt(() -> commands.delete(Set.copyOf(request.getProblemIdsList())))
            .map(
                deleted ->
                    DeleteProblemsResponse.newBuilder()
                        .addAllDeletedIds(deleted)
                        .addAllUnknownIds(unknown(request.getProblemIdsList(), deleted))
                        .build()),
        observer);
  }

  @Override
  public void watchProblems(WatchProblemsRequest request, StreamObserver<ProblemChange> observer) {
    Watcher watcher = new Watcher((ServerCallStreamObserver<ProblemChange>) observer, changes);
    watcher.start();
  }

  private static ProblemEdit edit(UpdateProblemsRequest request) {
    return new ProblemEdit(
        Set.copyOf(request.getProblemIdsList()),
        new Actor(request.getActor().getUserId(), request.getActor().getName()),
        status(request),
        request.hasAssigneeId() ? Optional.of(request.getAssigneeId()) : Optional.empty(),
        request.getAddTagsList(),
        request.getRemoveTagsList());
  }

  private static Optional<ProblemStatus> status(UpdateProblemsRequest request) {
    return switch (request.getStatus()) {
      case PROBLEM_STATUS_UNRESOLVED -> Optional.of(ProblemStatus.UNRESOLVED);
      case PROBLEM_STATUS_RESOLVED -> Optional.of(ProblemStatus.RESOLVED);
      case PROBLEM_STATUS_IGNORED -> Optional.of(ProblemStatus.IGNORED);
      case PROBLEM_STATUS_UNSPECIFIED -> Optional.empty();
      case UNRECOGNIZED -> throw new IllegalArgumentException("status is unknown");
    };
  }

  private static List<Long> unknown(Collection<Long> wanted, Set<Long> found) {
    Set<Long> unknown = new HashSet<>(wanted);
    unknown.removeAll(found);
    return new ArrayList<>(unknown);
  }
}
