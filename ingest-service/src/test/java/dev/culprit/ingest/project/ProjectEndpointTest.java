package dev.culprit.ingest.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.CreateKeyRequest;
import dev.culprit.proto.ingest.v1.CreateProjectRequest;
import dev.culprit.proto.ingest.v1.CreateProjectResponse;
import dev.culprit.proto.ingest.v1.IngestionKey;
import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.proto.ingest.v1.ProjectServiceGrpc;
import dev.culprit.proto.ingest.v1.ProjectSettings;
import dev.culprit.proto.ingest.v1.RevokeKeyRequest;
import dev.culprit.proto.ingest.v1.UpdateProjectRequest;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ProjectEndpointTest {
  @TempDir static Path data;
  private static FakeGrouping grouping;
  private static TestIngest ingest;

  @BeforeAll
  static void start(TestDatabase database) {
    grouping = new FakeGrouping(TestIngest.TOKEN).start();
    ingest = TestIngest.start(database, data, grouping, Map.of());
  }

  @AfterAll
  static void stop() {
    ingest.close();
    grouping.close();
  }

  @Test
  void createsAProjectWithAKeyThatIsToldOnce(TestDatabase database) {
    CreateProjectResponse made = create("Web Shop", "", ProjectSettings.getDefaultInstance());

    assertThat(made.getProject().getSlug()).isEqualTo("web-shop");
    assertThat(made.getProject().getSettings().getRetentionDays()).isEqualTo(30);
    assertThat(made.getKeySecret()).matches("[0-9a-f]{32}");
    assertThat(made.getKey().getPrefix()).isEqualTo(made.getKeySecret().substring(0, 6));
    assertThat(made.getKey().hasRevokedAt()).isFalse();
  }

  @Test
  void givesProjectsOfOneNameDifferentSlugs() {
    create("Twin", "", ProjectSettings.getDefaultInstance());

    assertThat(create("Twin", "", ProjectSettings.getDefaultInstance()).getProject().getSlug())
        .isEqualTo("twin-2");
  }

  @Test
  void refusesASlugThatIsTakenOrImpossible() {
    create("A", "chosen", ProjectSettings.getDefaultInstance());

    assertThat(code(() -> create("B", "chosen", ProjectSettings.getDefaultInstance())))
        .isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(code(() -> create("B", "No Slug", ProjectSettings.getDefaultInstance())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void refusesSettingsOutOfBounds() {
    assertThat(code(() -> create("A", "", settings().setRetentionDays(9_999).build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(code(() -> create("A", "", settings().setEventsPerMinute(-1).build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(code(() -> create("A", "", settings().addScrubNames(" ").build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(code(() -> create(" ", "", settings().build())))
        .isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void changesOnlyWhatIsGiven() {
    Project project =
        create("Before", "", settings().setRetentionDays(7).addScrubNames("iban").build())
            .getProject();

    Project renamed =
        ingest
            .projects()
            .updateProject(
                UpdateProjectRequest.newBuilder()
                    .setProjectId(project.getId())
                    .setName("After")
                    .build())
            .getProject();
    Project changed =
        ingest
            .projects()
            .updateProject(
                UpdateProjectRequest.newBuilder()
                    .setProjectId(project.getId())
                    .setSettings(settings().setScrubIpAddresses(true))
                    .build())
            .getProject();

    assertThat(renamed.getName()).isEqualTo("After");
    assertThat(renamed.getSettings()).isEqualTo(project.getSettings());
    assertThat(changed.getName()).isEqualTo("After");
    assertThat(changed.getSettings())
        .isEqualTo(settings().setRetentionDays(30).setScrubIpAddresses(true).build());
  }

  @Test
  void revokesAKeyOnce() {
    CreateProjectResponse made = create("Keys", "", ProjectSettings.getDefaultInstance());
    RevokeKeyRequest request =
        RevokeKeyRequest.newBuilder()
            .setProjectId(made.getProject().getId())
            .setKeyId(made.getKey().getId())
            .build();

    IngestionKey first = ingest.projects().revokeKey(request).getKey();
    IngestionKey again = ingest.projects().revokeKey(request).getKey();

    assertThat(first.hasRevokedAt()).isTrue();
    assertThat(again.getRevokedAt()).isEqualTo(first.getRevokedAt());
  }

  @Test
  void saysWhatDoesNotExist() {
    assertThat(
            code(
                () ->
                    ingest
                        .projects()
                        .createKey(
                            CreateKeyRequest.newBuilder()
                                .setProjectId(99_999)
                                .setName("k")
                                .build())))
        .isEqualTo(Status.Code.NOT_FOUND);
    assertThat(
            code(
                () ->
                    ingest.projects().revokeKey(RevokeKeyRequest.newBuilder().setKeyId(9).build())))
        .isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void isClosedToWhoeverLacksTheInternalToken() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", ingest.service().internalPort())
            .usePlaintext()
            .build();
    try {
      assertThat(
              code(
                  () ->
                      ProjectServiceGrpc.newBlockingStub(channel)
                          .createProject(CreateProjectRequest.getDefaultInstance())))
          .isEqualTo(Status.Code.UNAUTHENTICATED);
    } finally {
      channel.shutdownNow();
    }
  }

  private static CreateProjectResponse create(String name, String slug, ProjectSettings settings) {
    return ingest
        .projects()
        .createProject(
            CreateProjectRequest.newBuilder()
                .setName(name)
                .setSlug(slug)
                .setSettings(settings)
                .build());
  }

  private static ProjectSettings.Builder settings() {
    return ProjectSettings.newBuilder();
  }

  private static Status.Code code(Supplier<?> call) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::get);
    return failure == null ? Status.Code.OK : failure.getStatus().getCode();
  }
}
