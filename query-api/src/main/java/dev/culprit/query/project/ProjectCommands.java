package dev.culprit.query.project;

import dev.culprit.proto.ingest.v1.CreateKeyRequest;
import dev.culprit.proto.ingest.v1.CreateKeyResponse;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.IngestionKey;
import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.proto.ingest.v1.ProjectServiceGrpc;
import dev.culprit.proto.ingest.v1.ProjectServiceGrpc.ProjectServiceStub;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.RevokeKeyRequest;
import dev.culprit.proto.ingest.v1.RevokeKeyResponse;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.proto.ingest.v1.UpdateProjectResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Channel;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends changes of projects and keys to ingest, their owner. */
final class ProjectCommands {
  private static final int DEADLINE_SECONDS = 5;

  private final Vertx vertx;
  private final ProjectServiceStub ingest;

  ProjectCommands(Vertx vertx, Channel ingest) {
    this.vertx = vertx;
    this.ingest = ProjectServiceGrpc.newStub(ingest);
  }

  Future<CreateProjectResponse> create(JsonObject body) {
    CreateProjectRequest.Builder request =
        CreateProjectRequest.newBuilder()
            .setName(body.getString("name").strip())
            .setSlug(body.getString("slug", ""));
    if (body.containsKey("settings")) {
      request.setSettings(settings(NEW, body.getJsonObject("settings")));
    }
    return Unary.<CreateProjectRequest, CreateProjectResponse>call(
        vertx, stub()::createProject, request.build());
  }

  /** Ingest replaces settings as a whole, so those not given are sent as they are now. */
  Future<Project> update(ProjectView current, JsonObject body) {
    UpdateProjectRequest.Builder request =
        UpdateProjectRequest.newBuilder().setProjectId(current.id());
    if (body.containsKey("name")) {
      request.setName(body.getString("name").strip());
    }
    if (body.containsKey("settings")) {
      request.setSettings(settings(current.settings(), body.getJsonObject("settings")));
    }
    return Unary.<UpdateProjectRequest, UpdateProjectResponse>call(
            vertx, stub()::updateProject, request.build())
        .map(UpdateProjectResponse::getProject);
  }

  Future<CreateKeyResponse> createKey(long projectId, String name) {
    CreateKeyRequest request =
        CreateKeyRequest.newBuilder().setProjectId(projectId).setName(name).build();
    return Unary.<CreateKeyRequest, CreateKeyResponse>call(vertx, stub()::createKey, request);
  }

  Future<IngestionKey> revokeKey(long projectId, long keyId) {
    RevokeKeyRequest request =
        RevokeKeyRequest.newBuilder().setProjectId(projectId).setKeyId(keyId).build();
    return Unary.<RevokeKeyRequest, RevokeKeyResponse>call(vertx, stub()::revokeKey, request)
        .map(RevokeKeyResponse::getKey);
  }

  private static final ProjectView.Settings NEW = new ProjectView.Settings(30, 0, List.of(), false);

  private ProjectServiceStub stub() {
    return ingest.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static ProjectSettings settings(ProjectView.Settings current, JsonObject changes) {
    ProjectSettings.Builder settings =
        ProjectSettings.newBuilder()
            .setRetentionDays(changes.getInteger("retention_days", current.retentionDays()))
            .setEventsPerMinute(changes.getLong("events_per_minute", current.eventsPerMinute()))
            .setScrubIpAddresses(
                changes.getBoolean("scrub_ip_addresses", current.scrubIpAddresses()));
    JsonArray names =
        changes.getJsonArray("scrub_names", new JsonArray(List.copyOf(current.scrubNames())));
    names.forEach(name -> settings.addScrubNames(name.toString()));
    return settings.build();
  }
}
