package dev.culprit.grouping;

import static dev.culprit.grouping.testing.TestEvents.exception;
import static dev.culprit.grouping.testing.TestEvents.incoming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.grouping.testing.FakeAlert;
import dev.culprit.grouping.testing.RunningGrouping;
import dev.culprit.proto.grouping.v1.GroupEventsResponse;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.runtime.database.EmbeddedPostgres;
import dev.culprit.runtime.database.EmbeddedPostgresConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL killed with -9 and started again under a running service. */
class DatabaseAwayTest {

  @Test
  void batchesFailQuicklyWhileTheDatabaseIsAwayAndNothingAnsweredIsLost(@TempDir Path home)
      throws Exception {
    EmbeddedPostgresConfig config =
        new EmbeddedPostgresConfig(
            home.resolve("postgres"),
            EmbeddedPostgresConfig.defaultCacheDirectory(),
            0,
            Map.of("shared_buffers", "32MB"),
            true);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(config);
        FakeAlert alert = new FakeAlert()) {
      Map<String, String> settings =
          new HashMap<>(RunningGrouping.settings(postgres.uri(), alert.port()));
      settings.put("CULPRIT_DATABASE_PASSWORD", postgres.password().orElseThrow().value());
      try (RunningGrouping grouping = RunningGrouping.start(settings)) {
        List<IncomingEvent> kept = events(20);
        grouping.group(kept);

        ProcessHandle.of(postgres.pid()).orElseThrow().destroyForcibly();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !postgres.isAlive());
        List<IncomingEvent> refused = events(20);
        GroupEventsResponse failure = grouping.send(refused).orTimeout(12, TimeUnit.SECONDS).join();
        assertThat(failure.hasFailure()).isTrue();
        assertThat(failure.getFailure().getReason()).isNotBlank();
        await().atMost(20, TimeUnit.SECONDS).until(() -> !grouping.service().readiness().ready());

        postgres.restart();

        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> !grouping.send(refused).get(20, TimeUnit.SECONDS).hasFailure());
        assertThat(grouping.group(kept)).allMatch(result -> result.getDeduplicated());
        assertThat(grouping.group(events(1)).get(0).getOccurrenceCount()).isEqualTo(41);
      }
    }
  }

  private static List<IncomingEvent> events(int count) {
    List<IncomingEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(incoming(1, exception("com.acme.Durable")));
    }
    return events;
  }
}
