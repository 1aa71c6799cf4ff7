package dev.culprit.ingest.gateway.http;

import dev.culprit.ingest.gateway.GatewayDesk;
import dev.culprit.ingest.gateway.LineOutcome;
import dev.culprit.ingest.gateway.count.RequestCounts;
import dev.culprit.ingest.gateway.join.Sender;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.outcome.Outcome;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Bodies of log lines at the desk, whichever event loop they came in by. A body is done when all
 * that follows from it is kept, so its answer waits for halves that may still find together.
 */
public final class GatewayBodies {
  /** What became of a body's lines. */
  public record Taken(int lines, int ignored, int requests) {}

  private final Context context;
  private final GatewayDesk desk;
  private final SupplementSink supplements;

  /** {@code context} is the desk's. */
  public GatewayBodies(Context context, GatewayDesk desk, SupplementSink supplements) {
    this.context = context;
    this.desk = desk;
    this.supplements = supplements;
  }

  /** Fails with a refusal when something of the body could not be kept. */
  Future<Taken> take(ProjectKey key, String environment, byte[] body) {
    Promise<Taken> taken = Promise.promise();
    context.runOnContext(turn -> takeHere(key, environment, body).onComplete(taken));
    return taken.future();
  }

  private Future<Taken> takeHere(ProjectKey key, String environment, byte[] body) {
    RequestCounts counts = new RequestCounts();
    List<LogLine> lines = GatewayBody.lines(body, desk.now());
    List<Future<LineOutcome>> outcomes = new ArrayList<>(lines.size());
    for (LogLine line : lines) {
      outcomes.add(desk.take(new Sender(key, environment, line.host()), line, counts));
    }
    // The same body sent again is the same batch, and counts once.
    String batch = UUID.nameUUIDFromBytes(body).toString();
    List<Future<?>> kept = new ArrayList<>(outcomes);
    for (GatewayCounts.Builder counted : counts.take(batch, environment)) {
      kept.add(
          supplements
              .accept(
                  key, Supplement.newBuilder().setWire(Wire.WIRE_GATEWAY).setGatewayCounts(counted))
              .compose(GatewayBodies::orRefusal));
    }
    return kept.isEmpty()
        ? Future.succeededFuture(new Taken(0, 0, 0))
        : Future.join(kept).map(done -> summary(outcomes));
  }

  private static Future<Outcome> orRefusal(Outcome outcome) {
    return outcome instanceof Rejection rejection
        ? Future.failedFuture(new Refused(rejection))
        : Future.succeededFuture(outcome);
  }

  private static Taken summary(List<Future<LineOutcome>> outcomes) {
    int ignored = 0;
    int requests = 0;
    for (Future<LineOutcome> outcome : outcomes) {
      ignored += outcome.result() == LineOutcome.IGNORED ? 1 : 0;
      requests += outcome.result() == LineOutcome.REQUEST ? 1 : 0;
    }
    return new Taken(outcomes.size(), ignored, requests);
  }
}
