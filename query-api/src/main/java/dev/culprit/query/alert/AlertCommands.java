package dev.culprit.query.alert;

import dev.culprit.proto.alert.v1.AlertServiceGrpc;
import dev.culprit.proto.alert.v1.AlertServiceGrpc.AlertServiceStub;
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
import dev.culprit.proto.alert.v1.Rule;
import dev.culprit.proto.alert.v1.TestChannelRequest;
import dev.culprit.proto.alert.v1.TestChannelResponse;
import dev.culprit.proto.alert.v1.UpdateChannelRequest;
import dev.culprit.proto.alert.v1.UpdateChannelResponse;
import dev.culprit.proto.alert.v1.UpdateRuleRequest;
import dev.culprit.proto.alert.v1.UpdateRuleResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Sends changes of rules, channels and incidents to alert, their owner. */
final class AlertCommands {
  private static final int SECONDS = 5;
  // A test waits for what the other side answers.
  private static final int TEST_SECONDS = 20;

  private final Vertx vertx;
  private final AlertServiceStub alert;

  AlertCommands(Vertx vertx, Channel alert) {
    this.vertx = vertx;
    this.alert = AlertServiceGrpc.newStub(alert);
  }

  Future<Long> createRule(Rule rule) {
    return Unary.<CreateRuleRequest, CreateRuleResponse>call(
            vertx, stub(SECONDS)::createRule, CreateRuleRequest.newBuilder().setRule(rule).build())
        .map(created -> created.getRule().getId());
  }

  Future<Void> updateRule(Rule rule) {
    return Unary.<UpdateRuleRequest, UpdateRuleResponse>call(
            vertx, stub(SECONDS)::updateRule, UpdateRuleRequest.newBuilder().setRule(rule).build())
        .mapEmpty();
  }

  Future<Void> deleteRule(long projectId, long ruleId) {
    DeleteRuleRequest request =
        DeleteRuleRequest.newBuilder().setProjectId(projectId).setRuleId(ruleId).build();
    return Unary.<DeleteRuleRequest, DeleteRuleResponse>call(
            vertx, stub(SECONDS)::deleteRule, request)
        .mapEmpty();
  }

  Future<CreateChannelResponse> createChannel(dev.culprit.proto.alert.v1.Channel channel) {
    return Unary.<CreateChannelRequest, CreateChannelResponse>call(
        vertx,
        stub(SECONDS)::createChannel,
        CreateChannelRequest.newBuilder().setChannel(channel).build());
  }

  Future<Void> updateChannel(dev.culprit.proto.alert.v1.Channel channel) {
    return Unary.<UpdateChannelRequest, UpdateChannelResponse>call(
            vertx,
            stub(SECONDS)::updateChannel,
            UpdateChannelRequest.newBuilder().setChannel(channel).build())
        .mapEmpty();
  }

  Future<Void> deleteChannel(long projectId, long channelId) {
    DeleteChannelRequest request =
        DeleteChannelRequest.newBuilder().setProjectId(projectId).setChannelId(channelId).build();
    return Unary.<DeleteChannelRequest, DeleteChannelResponse>call(
            vertx, stub(SECONDS)::deleteChannel, request)
        .mapEmpty();
  }

  Future<TestChannelResponse> testChannel(long projectId, long channelId) {
    TestChannelRequest request =
        TestChannelRequest.newBuilder().setProjectId(projectId).setChannelId(channelId).build();
    return Unary.<TestChannelRequest, TestChannelResponse>call(
        vertx, stub(TEST_SECONDS)::testChannel, request);
  }

  Future<Void> closeIncident(long incidentId, String actorName) {
    CloseIncidentRequest request =
        CloseIncidentRequest.newBuilder().setIncidentId(incidentId).setActorName(actorName).build();
    return Unary.<CloseIncidentRequest, CloseIncidentResponse>call(
            vertx, stub(SECONDS)::closeIncident, request)
        .mapEmpty();
  }

  private AlertServiceStub stub(int seconds) {
    return alert.withDeadlineAfter(seconds, TimeUnit.SECONDS);
  }
}
