package dev.culprit.alert.endpoint;

import dev.culprit.alert.channel.Channel;
import dev.culprit.alert.channel.ChannelStore;
import dev.culprit.alert.incident.IncidentChanges;
import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.notification.NotificationPipeline;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.alert.rule.Rule;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleStore;
import dev.culprit.proto.alert.v1.AlertServiceGrpc.AlertServiceImplBase;
import dev.culprit.proto.alert.v1.CloseIncidentRequest;
import dev.culprit.proto.alert.v1.CloseIncidentResponse;
import dev.culprit.proto.alert.v1.CreateChannelRequest;
import dev.culprit.proto.alert.v1.CreateChannelResponse;
import dev.culprit.proto.alert.v1.CreateRuleRequest;
import dev.culprit.proto.alert.v1.CreateRuleResponse;
import dev.culprit.proto.alert.v1.DeleteChannelRequest;
import dev.culprit.proto.alert.v1.DeleteChannelResponse;
import dev.culprit.proto.alert.v1.DeleteRuleRequest;
import dev.culprit.proto.alert.v1.DeleteRuleResponse;
import dev.culprit.proto.alert.v1.IncidentChange;
import dev.culprit.proto.alert.v1.TestChannelRequest;
import dev.culprit.proto.alert.v1.TestChannelResponse;
import dev.culprit.proto.alert.v1.UpdateChannelRequest;
import dev.culprit.proto.alert.v1.UpdateChannelResponse;
import dev.culprit.proto.alert.v1.UpdateRuleRequest;
import dev.culprit.proto.alert.v1.UpdateRuleResponse;
import dev.culprit.proto.alert.v1.WatchIncidentsRequest;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Commands on rules, channels and incidents: protocol to domain, nothing else. */
public final class AlertEndpoint extends AlertServiceImplBase {
  private final RuleStore rules;
  private final RuleBook book;
  private final ChannelStore channels;
  private final IncidentDesk desk;
  private final IncidentChanges changes;
  private final NotificationPipeline notifications;

  public AlertEndpoint(
      RuleStore rules,
      RuleBook book,
      ChannelStore channels,
      IncidentDesk desk,
      IncidentChanges changes,
      NotificationPipeline notifications) {
    this.rules = rules;
    this.book = book;
    this.channels = channels;
    this.desk = desk;
    this.changes = changes;
    this.notifications = notifications;
  }

  @Override
  public void createRule(CreateRuleRequest request, StreamObserver<CreateRuleResponse> observer) {
    answer(
        () ->
            known(rules.create(RuleProtos.read(request.getRule())))
                .map(
                    rule ->
                        CreateRuleResponse.newBuilder().setRule(RuleProtos.write(rule)).build()),
        observer);
  }

  @Override
  public void updateRule(UpdateRuleRequest request, StreamObserver<UpdateRuleResponse> observer) {
    answer(
        () ->
            known(rules.update(RuleProtos.read(request.getRule())))
                .map(
                    rule ->
                        UpdateRuleResponse.newBuilder().setRule(RuleProtos.write(rule)).build()),
        observer);
  }

  @Override
  public void deleteRule(DeleteRuleRequest request, StreamObserver<DeleteRuleResponse> observer) {
    answer(
        () ->
            desk.deleteRule(rules, book, request.getProjectId(), request.getRuleId())
                .map(done -> DeleteRuleResponse.getDefaultInstance()),
        observer);
  }

  @Override
  public void createChannel(
      CreateChannelRequest request, StreamObserver<CreateChannelResponse> observer) {
    answer(
        () -> {
          Channel asked = ChannelProtos.read(request.getChannel());
          return channels
              .create(asked)
              .map(
                  created ->
                      CreateChannelResponse.newBuilder()
                          .setChannel(ChannelProtos.write(created))
                          .setGeneratedSecret(ChannelProtos.generatedSecret(asked, created))
                          .build());
        },
        observer);
  }

  @Override
  public void updateChannel(
      UpdateChannelRequest request, StreamObserver<UpdateChannelResponse> observer) {
    answer(
        () ->
            channels
                .update(ChannelProtos.read(request.getChannel()))
                .map(
                    channel ->
                        UpdateChannelResponse.newBuilder()
                            .setChannel(ChannelProtos.write(channel))
                            .build()),
        observer);
  }

  @Override
  public void deleteChannel(
      DeleteChannelRequest request, StreamObserver<DeleteChannelResponse> observer) {
    answer(
        () ->
            channels
                .delete(request.getProjectId(), request.getChannelId())
                .compose(done -> book.changed())
                .map(done -> DeleteChannelResponse.getDefaultInstance()),
        observer);
  }

  @Override
  public void testChannel(
      TestChannelRequest request, StreamObserver<TestChannelResponse> observer) {
    answer(
        () ->
            notifications
                .test(request.getProjectId(), request.getChannelId())
                .map(
                    outcome ->
                        TestChannelResponse.newBuilder()
                            .setDelivered(outcome.isDelivered())
                            .setDetail(outcome.detail())
                            .build()),
        observer);
  }

  @Override
  public void closeIncident(
      CloseIncidentRequest request, StreamObserver<CloseIncidentResponse> observer) {
    answer(
        () -> {
          InvalidField.requireBetween(
              "actor_name (its length)", request.getActorName().length(), 0, 256);
          InvalidField.requirePlain("actor_name", request.getActorName());
          return desk.closeByHand(request.getIncidentId(), request.getActorName())
              .map(done -> CloseIncidentResponse.getDefaultInstance());
        },
        observer);
  }

  @Override
  public void watchIncidents(
      WatchIncidentsRequest request, StreamObserver<IncidentChange> observer) {
    new IncidentStream((ServerCallStreamObserver<IncidentChange>) observer).open(changes);
  }

  private Future<Rule> known(Future<Rule> written) {
    return written.compose(rule -> book.changed().map(rule));
  }

  private static <R> void answer(Supplier<Future<R>> work, StreamObserver<R> observer) {
    Future<R> result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      result = Future.failedFuture(e);
    }
    Unary.answer(result, observer);
  }
}
