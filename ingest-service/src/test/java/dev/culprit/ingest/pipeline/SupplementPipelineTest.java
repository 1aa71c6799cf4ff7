package dev.culprit.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.culprit.ingest.forward.EventForwarder;
import dev.culprit.ingest.forward.ForwardMetrics;
import dev.culprit.ingest.forward.Forwarding;
import dev.culprit.ingest.forward.GroupingHealth;
import dev.culprit.ingest.forward.Spool;
import dev.culprit.ingest.limit.RateLimiter;
import dev.culprit.ingest.outcome.Acceptance;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.project.KeyHash;
import dev.culprit.ingest.project.Project;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.scrub.ScrubRules;
import dev.culprit.ingest.scrub.SupplementScrubber;
import dev.culprit.ingest.testing.FakeGrouping;
import dev.culprit.ingest.testing.FakeGrouping.Mode;
import dev.culprit.ingest.testing.ReceivedEvent;
import dev.culprit.ingest.testing.TestIngest;
import dev.culprit.proto.ingest.v1.LostEvents;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.UserFeedback;
import dev.culprit.runtime.database.DatabaseConfig;
import dev.culprit.runtime.database.DatabasePool;
import dev.culprit.runtime.grpc.GrpcChannels;
import dev.culprit.runtime.grpc.InternalToken;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Supplements on the real way to a grouping that comes and goes. */
@ExtendWith(PostgresExtension.class)
class SupplementPipelineTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ID = "0123456789abcdef0123456789abcdef";

  private static final AtomicLong IDS = new AtomicLong(7);

  @TempDir Path data;

  // Budgets outlive a test.
  private final long id = IDS.incrementAndGet();
  private final Vertx vertx = Vertx.vertx();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final FakeGrouping grouping = new FakeGrouping(TestIngest.TOKEN).start();
  private TestIngest schema;
  private Pool pool;
  private ManagedChannel channel;
  private Spool spool;
  private Context context;
  private Forwarding forwarding;
  private SupplementPipeline pipeline;

  @BeforeEach
  void start(TestDatabase database) throws IOException {
    schema = TestIngest.start(database, data.resolve("service"), grouping, Map.of());
    pool =
        DatabasePool.open(
            vertx, new DatabaseConfig(database.uri(), Optional.empty(), "culprit_ingest", 2));
    context = vertx.getOrCreateContext();
    open(data.resolve("spool"));
  }

  private void open(Path directory) throws IOException {
    channel =
        GrpcChannels.open(
            grouping.address(), List.of(InternalToken.client(TestIngest.TOKEN)), 32 << 20);
    spool = Spool.open(directory, 64 << 20);
    GroupingHealth health = new GroupingHealth();
    forwarding =
        new Forwarding(
            vertx,
            channel,
            Duration.ofMillis(500),
            health,
            spool,
            new ForwardMetrics(new SimpleMeterRegistry(), spool, health));
    forwarding.startReplay();
    EventForwarder forwarder = forwarding.forwarder(context, 1_000, 16 << 20);
    pipeline =
        new SupplementPipeline(
            context,
            Clock.systemUTC(),
            RateLimiter.besideEvents(vertx, pool, Clock.systemUTC(), 5),
            new SupplementScrubber(),
            forwarder,
            new RefusalBook(vertx, pool, Clock.systemUTC(), metrics),
            new PipelineMetrics(metrics));
  }

  private void closeSpool() throws IOException {
    forwarding.stopReplay().await();
    spool.close();
    channel.shutdownNow();
  }

  @AfterEach
  void stop() throws IOException {
    closeSpool();
    pool.close().await();
    schema.close();
    grouping.close();
    vertx.close().await();
  }

  @Test
  void isCommittedByGroupingOnceHoweverOftenItIsSent() {
    Acceptance first = (Acceptance) accept(feedback("hello"));
    Acceptance again = (Acceptance) accept(feedback("hello"));

    assertThat(first.committed()).isTrue();
    assertThat(first.deduplicated()).isFalse();
    assertThat(again.deduplicated()).isTrue();
    ReceivedEvent kept = grouping.events().get(0);
    assertThat(kept.hasEvent()).isFalse();
    assertThat(kept.getProjectId()).isEqualTo(id);
    assertThat(kept.getSupplement().getFeedback().getComments()).isEqualTo("hello");
    assertThat(kept.getSupplement().hasOccurredAt()).isTrue();
    assertThat(
            metrics
                .counter("culprit.ingest.supplements", "kind", "feedback", "kept", "committed")
                .count())
        .isEqualTo(2);
  }

  @Test
  void isSpooledWhileGroupingIsAwayAndDeliveredAfterARestart() throws IOException {
    grouping.vanish();
    assertThat(accept(feedback("kept"))).isEqualTo(Acceptance.SPOOLED);
    closeSpool();

    grouping.start();
    open(data.resolve("spool"));

    await().atMost(PATIENCE).until(() -> grouping.events().size() == 1);
    assertThat(grouping.events().get(0).getSupplement().getFeedback().getComments())
        .isEqualTo("kept");
  }

  @Test
  void countsOnceWhatWasCommittedButNotAnswered() {
    grouping.behave(Mode.COMMIT_BUT_KEEP_SILENT);
    assertThat(accept(lost(3))).isEqualTo(Acceptance.SPOOLED);
    grouping.behave(Mode.COMMIT);

    await().atMost(PATIENCE).until(() -> spool.isEmpty());
    assertThat(grouping.events()).hasSize(1);
  }

  @Test
  void refusesWhatSaysNothingAndCountsTheRefusal() {
    Outcome outcome = accept(lost(0));

    assertThat(outcome)
        .isEqualTo(new Rejection.Malformed("lost_events.quantity", "must be 1 or more"));
    assertThat(metrics.counter("culprit.ingest.refused", "code", "malformed").count()).isEqualTo(1);
    assertThat(grouping.events()).isEmpty();
  }

  @Test
  void hasABudgetOfItsOwn() {
    Outcome last = null;
    for (int i = 0; i < 12 && !(last instanceof Rejection.RateLimited); i++) {
      last = accept(lost(1));
    }

    assertThat(last).isInstanceOf(Rejection.RateLimited.class);
    assertThat(schema.post("{\"error\":{\"class\":\"E\"}}").statusCode()).isEqualTo(201);
  }

  private Outcome accept(Supplement.Builder supplement) {
    ProjectKey key =
        new ProjectKey(id, KeyHash.of(ID), new Project(id, "p", 0, ScrubRules.BUILT_IN));
    Promise<Outcome> answered = Promise.promise();
    context.runOnContext(turn -> pipeline.accept(key, supplement).onComplete(answered));
    Future<Outcome> outcome = answered.future();
    return outcome.await();
  }

  private static Supplement.Builder feedback(String comments) {
    return Supplement.newBuilder()
        .setFeedback(UserFeedback.newBuilder().setFeedbackId(ID).setComments(comments));
  }

  private static Supplement.Builder lost(long quantity) {
    return Supplement.newBuilder()
        .setLostEvents(
            LostEvents.newBuilder()
                .setReason("send_error")
                .setCategory("error")
                .setQuantity(quantity));
  }
}
