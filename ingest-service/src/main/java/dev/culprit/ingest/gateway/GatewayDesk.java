package dev.culprit.ingest.gateway;

import dev.culprit.ingest.gateway.cause.Diagnoser;
import dev.culprit.ingest.gateway.cause.Diagnosis;
import dev.culprit.ingest.gateway.count.RequestCounts;
import dev.culprit.ingest.gateway.event.ApplicationEvents;
import dev.culprit.ingest.gateway.event.GatewayEvents;
import dev.culprit.ingest.gateway.exchange.InstanceExchange;
import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.join.RequestJoiner;
import dev.culprit.ingest.gateway.join.Sender;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.ingest.gateway.record.ServerStateRecord;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.pipeline.Arrival;
import dev.culprit.ingest.pipeline.IngestPipeline;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Proxy;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way of one line of a gateway's log: read → count → join → diagnose → event. Healthy requests
 * are only counted; what failed goes on through the pipeline that all events take. Belongs to one
 * event loop.
 */
public final class GatewayDesk {
  private static final int MOST_WAITING = 20_000;

  private final Clock clock;
  private final IngestPipeline pipeline;
  private final RequestJoiner joiner;
  private final GatewayMetrics metrics;

  public GatewayDesk(
      Clock clock, IngestPipeline pipeline, Duration joinWindow, GatewayMetrics metrics) {
    this.clock = clock;
    this.pipeline = pipeline;
    this.metrics = metrics;
    this.joiner = new RequestJoiner(joinWindow, MOST_WAITING, System::nanoTime, this::conclude);
    metrics.gauge(
        "culprit.ingest.gateway.join.waiting",
        "Failed requests of which another half may still come",
        joiner,
        RequestJoiner::waiting);
    metrics.gauge(
        "culprit.ingest.gateway.join.early",
        "Failed requests that could not wait for their other half; worry when it grows",
        joiner,
        RequestJoiner::early);
  }

  /**
   * Takes one line.
   *
   * @param counts where its request is counted
   * @return what it was, once what follows from it is kept; fails with a refusal when it is not
   */
  public Future<LineOutcome> take(Sender sender, LogLine line, RequestCounts counts) {
    Optional<GatewayRecord> read = LogFormats.read(line);
    if (read.isEmpty()) {
      metrics.ignored();
      return Future.succeededFuture(LineOutcome.IGNORED);
    }
    metrics.read();
    GatewayRecord record = read.get();
    if (record instanceof AccessRecord access) {
      return request(sender, access, counts);
    }
    if (record instanceof ErrorRecord error) {
      return joiner.add(sender, error, true).map(LineOutcome.ERROR);
    }
    return state(sender, (ServerStateRecord) record);
  }

  private Future<LineOutcome> request(Sender sender, AccessRecord access, RequestCounts counts) {
    Optional<Diagnosis> alone = Diagnoser.diagnose(access, List.of());
    boolean isGatewayError =
        alone.filter(found -> found.cause() != Cause.CAUSE_APP_ERROR).isPresent();
    counts.add(sender.gateway(), access, isGatewayError, clock.instant());
    if (alone.isEmpty() && !saysMoreIsLogged(access) && !joiner.isAwaited(sender, access)) {
      return Future.succeededFuture(LineOutcome.REQUEST);
    }
    return joiner.add(sender, access, hasErrorLog(access)).map(LineOutcome.REQUEST);
  }

  /**
   * Apache's record names the entry of the error log that belongs to it, also when all went well.
   */
  private static boolean saysMoreIsLogged(AccessRecord access) {
    return access.proxy() == Proxy.PROXY_APACHE && !access.identity().logId().isEmpty();
  }

  /** HAProxy and Envoy say all they know in the access record. */
  private static boolean hasErrorLog(AccessRecord access) {
    return switch (access.proxy()) {
      case PROXY_HAPROXY, PROXY_ENVOY -> false;
      default -> true;
    };
  }

  /** Of servers that go down, when the line says why; requests tell of the others. */
  private Future<LineOutcome> state(Sender sender, ServerStateRecord state) {
    boolean tells =
        state.cause() != Cause.CAUSE_UNSPECIFIED
            && (state.state() == ServerStateRecord.State.DOWN
                || state.state() == ServerStateRecord.State.GROUP_DOWN);
    return tells
        ? accept(sender, GatewayEvents.of(sender, state, state.cause())).map(LineOutcome.ERROR)
        : Future.succeededFuture(LineOutcome.ERROR);
  }

  /** What was logged of one request, as whole as it will be. */
  private Future<Void> conclude(RequestCase request) {
    Optional<Diagnosis> diagnosis = Diagnoser.diagnose(request.access(), request.errors());
    List<Future<Void>> kept = new ArrayList<>();
    List<ErrorRecord> said =
        request.errors().stream().filter(error -> !error.applicationText().isEmpty()).toList();
    if (diagnosis.isEmpty() && said.isEmpty()) {
      return Future.succeededFuture();
    }
    Event.Builder failure = GatewayEvents.of(request, diagnosis.orElse(Diagnosis.NONE));
    for (ErrorRecord error : said) {
      kept.add(accept(request.sender(), ApplicationEvents.of(request, error, failure)));
    }
    if (diagnosis.isPresent()) {
      kept.add(accept(request.sender(), failure));
    }
    return Future.join(kept).mapEmpty();
  }

  private Future<Void> accept(Sender sender, Event.Builder event) {
    Arrival arrival = new Arrival(Wire.WIRE_GATEWAY, null, false, () -> event);
    return pipeline
        .accept(sender.key(), arrival)
        .compose(
            outcome ->
                outcome instanceof Rejection rejection
                    ? Future.failedFuture(new Refused(rejection))
                    : Future.succeededFuture());
  }

  /** Lets cases that are incomplete when their window ends be completed by other instances. */
  public InstanceExchange exchangeWith(
      Function<Consumer<RequestCase>, InstanceExchange> instances) {
    InstanceExchange exchange = instances.apply(joiner::conclude);
    joiner.askElsewhere(exchange::offer);
    metrics.gauge(
        "culprit.ingest.gateway.join.exchanged",
        "Failed requests completed with what another instance knew",
        exchange,
        InstanceExchange::joined);
    return exchange;
  }

  /** Hands on what has waited long enough. */
  public void sweep() {
    joiner.sweep();
  }

  /** Hands on all that waits. */
  public void flush() {
    joiner.flush();
  }

  /** The moment of receipt. */
  public Instant now() {
    return clock.instant();
  }
}
