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
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Bodies of log lines at the desk, whichever event loop they came in by. A body is done when all
 * that follows from it is kept, so its answer waits for halves that may still find together.
 */
public final class GatewayBodies {
  private static final int LINES_A_TURN = 250;

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

  /**
   * Fails with a refusal when something of the body could not be kept. From any event loop, to
   * which the answer comes back.
   *
   * @param batch names the body: the same one sent again is the same batch, and counts once
   */
  Future<Taken> take(ProjectKey key, String environment, List<LogLine> lines, String batch) {
    Context caller = Vertx.currentContext();
    Promise<Taken> taken = Promise.promise();
    context.runOnContext(
        turn ->
            new Taking(key, environment, lines, batch)
                .next(0)
                .onComplete(done -> caller.runOnContext(back -> taken.handle(done))));
    return taken.future();
  }

  Instant now() {
    return desk.now();
  }

  /** One body: a few lines a turn, so that a large one leaves the desk to others as well. */
  private final class Taking {
    private final ProjectKey key;
    private final String environment;
    private final List<LogLine> lines;
    private final String batch;
    private final RequestCounts counts = new RequestCounts();
    private final List<Future<LineOutcome>> outcomes;

    Taking(ProjectKey key, String environment, List<LogLine> lines, String batch) {
      this.key = key;
      this.environment = environment;
      this.lines = lines;
      this.batch = batch;
      this.outcomes = new ArrayList<>(lines.size());
    }

    Future<Taken> next(int from) {
      int to = Math.min(lines.size(), from + LINES_A_TURN);
      for (LogLine line : lines.subList(from, to)) {
        outcomes.add(desk.take(new Sender(key, environment, line.host()), line, counts));
      }
      if (to == lines.size()) {
        return finish();
      }
      Promise<Taken> rest = Promise.promise();
      context.runOnContext(turn -> next(to).onComplete(rest));
      return rest.future();
    }

    private Future<Taken> finish() {
      List<Future<?>> kept = new ArrayList<>(outcomes);
      for (GatewayCounts.Builder counted : counts.take(batch, environment)) {
        kept.add(
            supplements
                .accept(
                    key,
                    Supplement.newBuilder().setWire(Wire.WIRE_GATEWAY).setGatewayCounts(counted))
                .compose(GatewayBodies::orRefusal));
      }
      return kept.isEmpty()
          ? Future.succeededFuture(new Taken(0, 0, 0))
          : Future.join(kept).map(done -> summary(outcomes));
    }
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
