package dev.culprit.ingest.gateway.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.culprit.ingest.gateway.GatewayDesk;
import dev.culprit.ingest.gateway.GatewayMetrics;
import dev.culprit.ingest.gateway.count.RequestCounts;
import dev.culprit.ingest.gateway.join.Sender;
import dev.culprit.ingest.outcome.Refused;
import dev.culprit.ingest.outcome.Rejection;
import dev.culprit.ingest.project.ProjectKey;
import dev.culprit.ingest.project.ProjectKeys;
import dev.culprit.ingest.refusal.RefusalBook;
import dev.culprit.ingest.supplement.SupplementSink;
import dev.culprit.proto.ingest.v1.GatewayCounts;
import dev.culprit.proto.ingest.v1.Supplement;
import dev.culprit.proto.ingest.v1.Wire;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Messages of syslog on their way to the desk: finds out whose they are, and hands over the counts
 * of their requests every second. Syslog has no answers, so what is refused is only counted.
 * Belongs to one event loop.
 */
public final class SyslogIntake {
  private static final int MOST_UNKNOWN = 10_000;
  private static final int MOST_COUNTED = 10_000;
  private static final Rejection TOO_FAST =
      new Rejection.Overloaded("Lines come faster than they can be read", Duration.ofSeconds(1));

  /** Holds any header; whose a dropped line is need not be known better. */
  private static final int LONGEST_HEADER = 512;

  private static final Rejection BUSY =
      new Rejection.Overloaded("Too many lines wait for their key", Duration.ofSeconds(1));

  private record Counted(ProjectKey key, String environment) {}

  private final GatewayDesk desk;
  private final ProjectKeys keys;
  private final RefusalBook refusals;
  private final SupplementSink supplements;
  private final SyslogBindings bindings;
  private final GatewayMetrics metrics;
  private final String instance = UUID.randomUUID().toString();
  private final Map<Counted, RequestCounts> counts = new HashMap<>();
  private long batches;
  private int unknown;

  public SyslogIntake(
      GatewayDesk desk,
      ProjectKeys keys,
      RefusalBook refusals,
      SupplementSink supplements,
      SyslogBindings bindings,
      GatewayMetrics metrics) {
    this.desk = desk;
    this.keys = keys;
    this.refusals = refusals;
    this.supplements = supplements;
    this.bindings = bindings;
    this.metrics = metrics;
  }

  /** {@code port} is 0 for the common one. */
  void take(String text, String address, int port) {
    SyslogMessage message = SyslogParser.parse(text, desk.now());
    String key = message.key().isEmpty() ? bindings.keyFor(address, port) : message.key();
    Future<ProjectKey> found = keys.find(key);
    if (found.succeeded()) {
      take(message, found.result());
    } else if (found.failed()) {
      refuse(found.cause());
    } else if (unknown >= MOST_UNKNOWN) {
      metrics.dropped(1);
      refusals.note(RefusalBook.NO_PROJECT, BUSY);
    } else {
      waitFor(found, message);
    }
  }

  /** Counts a datagram that there was no room for, with its project where that is known. */
  void drop(Datagram datagram) {
    int end = Math.min(datagram.data().length(), LONGEST_HEADER);
    String header = datagram.data().getString(0, end, UTF_8.name());
    String told = SyslogParser.parse(header, desk.now()).key();
    String key =
        told.isEmpty()
            ? bindings.keyFor(datagram.sender().getHostAddress(), datagram.boundPort())
            : told;
    metrics.dropped(1);
    refusals.note(
        keys.ifKnown(key).map(known -> known.project().id()).orElse(RefusalBook.NO_PROJECT),
        TOO_FAST);
  }

  private void waitFor(Future<ProjectKey> found, SyslogMessage message) {
    Context here = Vertx.currentContext();
    unknown++;
    found.onComplete(
        result ->
            here.runOnContext(
                turn -> {
                  unknown--;
                  if (result.succeeded()) {
                    take(message, result.result());
                  } else {
                    refuse(result.cause());
                  }
                }));
  }

  private void take(SyslogMessage message, ProjectKey key) {
    Sender sender = new Sender(key, message.environment(), message.line().host());
    Counted counted = new Counted(key, message.environment());
    RequestCounts into = counts.get(counted);
    if (into == null) {
      if (counts.size() >= MOST_COUNTED) {
        flush();
      }
      into = counts.computeIfAbsent(counted, first -> new RequestCounts());
    }
    desk.take(sender, message.line(), into);
  }

  private void refuse(Throwable cause) {
    if (cause instanceof Refused refused) {
      refusals.note(RefusalBook.NO_PROJECT, refused.rejection());
    }
  }

  /** Hands over what was counted. */
  public Future<Void> flush() {
    List<Future<?>> handedOver = new ArrayList<>();
    counts.forEach(
        (counted, sums) -> {
          for (GatewayCounts.Builder batch :
              sums.take(instance + "-" + batches++, counted.environment())) {
            handedOver.add(
                supplements.accept(
                    counted.key(),
                    Supplement.newBuilder().setWire(Wire.WIRE_GATEWAY).setGatewayCounts(batch)));
          }
        });
    counts.clear();
    return handedOver.isEmpty()
        ? Future.succeededFuture()
        : Future.join(handedOver).<Void>mapEmpty().otherwiseEmpty();
  }
}
