package dev.culprit.ingest.project;

import dev.culprit.proto.ingest.v1.CreateKeyRequest;
import dev.culprit.proto.ingest.v1.CreateKeyResponse;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.IngestionKey;
import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.proto.ingest.v1.ProjectServiceGrpc;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.RevokeKeyRequest;
import dev.culprit.proto.ingest.v1.RevokeKeyResponse;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.proto.ingest.v1.UpdateProjectResponse;
import dev.culprit.runtime.grpc.Unary;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The internal gRPC service by which the other services change projects and keys. */
public final class ProjectEndpoint extends ProjectServiceGrpc.ProjectServiceImplBase {
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_KEY_NAME = 64;
  private static final int MOST_SLUGS_TRIED = 50;
  private static final String FIRST_KEY_NAME = "default";

  private final ProjectStore store;
  private final KeySecrets secrets = new KeySecrets();

  public ProjectEndpoint(Pool pool) {
    this.store = new ProjectStore(pool);
  }

  @Override
  public void createProject(
      CreateProjectRequest request, StreamObserver<CreateProjectResponse> observer) {
    Unary.answer(checked(() -> create(request)), observer);
  }

  @Override
  public void updateProject(
      UpdateProjectRequest request, StreamObserver<UpdateProjectResponse> observer) {
    Unary.answer(checked(() -> update(request)), observer);
  }

  @Override
  public void createKey(CreateKeyRequest request, StreamObserver<CreateKeyResponse> observer) {
    Unary.answer(checked(() -> create(request)), observer);
  }

  @Override
  public void revokeKey(RevokeKeyRequest request, StreamObserver<RevokeKeyResponse> observer) {
    Unary.answer(
        store
            .revokeKey(request.getProjectId(), request.getKeyId())
            .map(key -> found(key, "key", request.getKeyId()))
            .map(key -> RevokeKeyResponse.newBuilder().setKey(key).build()),
        observer);
  }

  private Future<CreateProjectResponse> create(CreateProjectRequest request) {
    String name = SettingsRules.checkedName("name", request.getName(), LONGEST_NAME);
    ProjectSettings settings = SettingsRules.checked(request.getSettings());
    String slug = request.getSlug();
    SettingsRules.require(
        slug.isEmpty() || Slugs.isValid(slug),
        "slug must be 1 to 64 lower-case letters, digits and dashes");
    String secret = secrets.next();
    return store.inTransaction(
        client ->
            (slug.isEmpty()
                    ? insertWithFreeSlug(client, Slugs.from(name), 1, name, settings)
                    : store.insert(client, slug, name, settings).map(made -> free(made, slug)))
                .compose(
                    project ->
                        store
                            .insertKey(client, project.getId(), FIRST_KEY_NAME, secret)
                            .map(key -> created(project, key.orElseThrow(), secret))));
  }

  private static CreateProjectResponse created(Project project, IngestionKey key, String secret) {
    return CreateProjectResponse.newBuilder()
        .setProject(project)
        .setKey(key)
        .setKeySecret(secret)
        .build();
  }

  private static Project free(Optional<Project> made, String slug) {
    return made.orElseThrow(
        () ->
            Status.ALREADY_EXISTS
                .withDescription("slug " + slug + " is taken")
                .asRuntimeException());
  }

  /** Two projects may have the same name; their slugs then differ by a number. */
  private Future<Project> insertWithFreeSlug(
      SqlClient client, String base, int attempt, String name, ProjectSettings settings) {
    String slug = attempt == 1 ? base : base + "-" + attempt;
    return store
        .insert(client, slug, name, settings)
        .compose(
            made ->
                made.isPresent() || attempt == MOST_SLUGS_TRIED
                    ? Future.succeededFuture(free(made, slug))
                    : insertWithFreeSlug(client, base, attempt + 1, name, settings));
  }

  private Future<UpdateProjectResponse> update(UpdateProjectRequest request) {
    @Nullable String name =
        request.hasName()
            ? SettingsRules.checkedName("name", request.getName(), LONGEST_NAME)
            : null;
    @Nullable ProjectSettings settings =
        request.hasSettings() ? SettingsRules.checked(request.getSettings()) : null;
    return store
        .update(request.getProjectId(), name, settings)
        .map(project -> found(project, "project", request.getProjectId()))
        .map(project -> UpdateProjectResponse.newBuilder().setProject(project).build());
  }

  private Future<CreateKeyResponse> create(CreateKeyRequest request) {
    String name = SettingsRules.checkedName("name", request.getName(), LONGEST_KEY_NAME);
    String secret = secrets.next();
    return store
        .insertKey(request.getProjectId(), name, secret)
        .map(key -> found(key, "project", request.getProjectId()))
        .map(key -> CreateKeyResponse.newBuilder().setKey(key).setKeySecret(secret).build());
  }

  private static <T> T found(Optional<T> value, String what, long id) {
    return value.orElseThrow(
        () ->
            Status.NOT_FOUND
                .withDescription("there is no " + what + " " + id)
                .asRuntimeException());
  }

  private static <T> Future<T> checked(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException invalid) {
      return Future.failedFuture(invalid);
    }
  }
}
