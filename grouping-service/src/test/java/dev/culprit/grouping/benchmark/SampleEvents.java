package dev.culprit.grouping.benchmark;

import dev.culprit.grouping.testing.TestEvents;
import dev.culprit.proto.grouping.v1.IncomingEvent;
import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.User;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Events of about 4 KB with 40 frames, a request, a user, tags and breadcrumbs. */
public final class SampleEvents {

  private static final int FRAMES = 40;

  private SampleEvents() {}

  /** {@code problem} decides the fingerprint and the stack trace, {@code seed} everything else. */
  public static IncomingEvent sample(long projectId, int problem, int seed) {
    Random random = new Random(seed);
    ExceptionInfo.Builder exception =
        ExceptionInfo.newBuilder()
            .setType("com.acme.orders.Failure" + problem)
            .setValue(
                "order " + random.nextInt() + " could not be placed for " + UUID.randomUUID());
    for (int i = 0; i < FRAMES; i++) {
      exception.addFrames(
          TestEvents.frame(
              (i < 8 ? "com.acme.orders.Service" : "io.framework.http.Handler")
                  + (i + problem % 50),
              "handle" + i,
              i < 8));
    }
    Event.Builder event =
        Event.newBuilder()
            .setOccurredAt(TestEvents.timestamp(Instant.now()))
            .setLevel(Level.LEVEL_ERROR)
            .setPlatform("java")
            .setEnvironment(seed % 3 == 0 ? "staging" : "production")
            .setRelease("2.4." + seed % 4)
            .setTransaction("POST /orders/{id}")
            .addExceptions(exception)
            .setUser(User.newBuilder().setId("user-" + random.nextInt(100_000)))
            .setRequest(request(random))
            .putTags("region", "eu-" + random.nextInt(4))
            .putTags("tenant", "tenant-" + random.nextInt(500));
    for (int i = 0; i < 8; i++) {
      event.addBreadcrumbs(
          Breadcrumb.newBuilder()
              .setCategory("query")
              .setMessage("SELECT * FROM orders WHERE id = " + random.nextInt()));
    }
    return TestEvents.incoming(projectId, event);
  }

  private static HttpRequest request(Random random) {
    return HttpRequest.newBuilder()
        .setMethod("POST")
        .setUrl("https://shop.example.com/orders/" + random.nextInt(1_000_000))
        .addHeaders(header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101"))
        .addHeaders(header("Accept", "application/json"))
        .addHeaders(header("X-Request-Id", UUID.randomUUID().toString()))
        .build();
  }

  private static NamedValue header(String name, String value) {
    return NamedValue.newBuilder().setName(name).setValue(value).build();
  }
}
