package dev.culprit.ingest.gateway.exchange;

import dev.culprit.ingest.gateway.cause.Diagnoser;
import dev.culprit.ingest.gateway.cause.Diagnosis;
import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load balancer, or two logs that are sent to two addresses, may bring the halves of a request to
 * two instances. What found no partner within its own instance's window is posted for two seconds
 * where the others look; who finds the counterpart takes it away and goes on with both. While no
 * other instance lives, or PostgreSQL is away, or too many are away already, a half goes on alone
 * at once. Belongs to one event loop.
 */
public final class InstanceExchange {
  private static final Logger log = LoggerFactory.getLogger(InstanceExchange.class);
  private static final long BEAT_MS = 3_000;
  private static final long TICK_MS = 100;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int MOST_AWAY = 5_000;
  private static final int MOST_A_BATCH = 500;
  private static final long MOST_CHARS_A_BATCH = 2 << 20;
  private static final long LONGEST = 128 << 10;

  private record Away(RequestCase request, long sinceNanos) {}

  private final Vertx vertx;
  private final Context context;
  private final HalvesTable table;
  private final SealedRecords seals;
  private final Consumer<RequestCase> goOn;
  private final Deque<RequestCase> offered = new ArrayDeque<>();
  private final Map<UUID, Away> posted = new LinkedHashMap<>();
  private boolean isBusy;
  private boolean hasOthers;
  private long joined;
  private long beating = -1;
  private long ticking = -1;

  /**
   * @param goOn takes cases back, completed or as they were
   */
  public InstanceExchange(
      Vertx vertx, Context context, Pool pool, Secret token, Consumer<RequestCase> goOn) {
    this.vertx = vertx;
    this.context = context;
    this.table = new HalvesTable(pool, UUID.randomUUID());
    this.seals = new SealedRecords(token);
    this.goOn = goOn;
  }

  public void start() {
    beat();
    beating = vertx.setPeriodic(BEAT_MS, id -> beat());
    ticking = vertx.setPeriodic(TICK_MS, id -> tick());
  }

  /** Takes back what is away, as far as nobody else has taken it. */
  public Future<Void> stop() {
    vertx.cancelTimer(beating);
    vertx.cancelTimer(ticking);
    hasOthers = false;
    List<RequestCase> waiting = List.copyOf(offered);
    offered.clear();
    waiting.forEach(goOn);
    List<UUID> away = List.copyOf(posted.keySet());
    Future<Void> withdrawn = away.isEmpty() ? Future.succeededFuture() : withdraw(away);
    return withdrawn.compose(done -> here(table.leave())).otherwiseEmpty();
  }

  /** False when the case has to go on as it is. */
  public boolean offer(RequestCase request) {
    if (!hasOthers
        || request.matchWords().isEmpty()
        || offered.size() + posted.size() >= MOST_AWAY
        || chars(request) > LONGEST
        || saysAll(request)) {
      return false;
    }
    offered.add(request);
    return true;
  }

  /** How many cases were completed with what another instance knew. */
  public long joined() {
    return joined;
  }

  /** Of an error that the application answered itself no error log tells. */
  private static boolean saysAll(RequestCase request) {
    AccessRecord access = request.access();
    if (access == null) {
      return false;
    }
    Optional<Diagnosis> alone = Diagnoser.diagnose(access, request.errors());
    return alone.isEmpty() || alone.get().confidence() == CauseConfidence.CAUSE_CONFIDENCE_CERTAIN;
  }

  private static long chars(RequestCase request) {
    return request.records().stream().mapToLong(record -> record.raw().length()).sum();
  }

  private void beat() {
    here(table.beat())
        .onSuccess(others -> hasOthers = others)
        .onFailure(
            cause -> {
              hasOthers = false;
              log.atDebug().setCause(cause).log("other instances cannot be asked");
            });
  }

  private void tick() {
    List<UUID> overdue = overdue();
    if (isBusy || (offered.isEmpty() && overdue.isEmpty())) {
      return;
    }
    isBusy = true;
    Future<Void> withdrawn = overdue.isEmpty() ? Future.succeededFuture() : withdraw(overdue);
    withdrawn
        .compose(done -> offered.isEmpty() ? Future.succeededFuture() : post(nextBatch()))
        .onComplete(done -> isBusy = false);
  }

  private List<UUID> overdue() {
    long now = System.nanoTime();
    List<UUID> overdue = new ArrayList<>();
    for (Map.Entry<UUID, Away> entry : posted.entrySet()) {
      if (now - entry.getValue().sinceNanos < PATIENCE_NANOS) {
        break;
      }
      overdue.add(entry.getKey());
    }
    return overdue;
  }

  /** Never fails: what cannot be withdrawn goes on alone, since nobody may have taken it. */
  private Future<Void> withdraw(List<UUID> ids) {
    return here(table.withdraw(ids))
        .otherwise(cause -> Set.copyOf(ids))
        .map(
            back -> {
              ids.forEach(id -> returned(id, back.contains(id)));
              return null;
            });
  }

  private void returned(UUID id, boolean isBack) {
    Away away = posted.remove(id);
    if (away == null) {
      return;
    }
    if (isBack) {
      goOn.accept(away.request);
    } else {
      away.request.leave();
    }
  }

  private List<RequestCase> nextBatch() {
    List<RequestCase> batch = new ArrayList<>();
    long chars = 0;
    while (!offered.isEmpty() && batch.size() < MOST_A_BATCH && chars < MOST_CHARS_A_BATCH) {
      RequestCase next = offered.remove();
      chars += chars(next);
      batch.add(next);
    }
    return batch;
  }

  /** Never fails: what cannot be posted goes on alone. */
  private Future<Void> post(List<RequestCase> batch) {
    Map<RequestCase, PostedHalf> mine = new LinkedHashMap<>();
    batch.forEach(request -> mine.put(request, sealed(request)));
    Pairing pairing = new Pairing(mine, seals);
    return here(table.alone(connection -> meet(connection, pairing)))
        .onSuccess(done -> settle(pairing))
        .onFailure(cause -> failed(batch, cause))
        .otherwiseEmpty();
  }

  private Future<Void> meet(SqlConnection connection, Pairing pairing) {
    return table
        .find(connection, pairing.keys())
        .compose(found -> table.take(connection, pairing.propose(found)))
        .compose(taken -> table.insert(connection, pairing.unpaired(taken)));
  }

  private void settle(Pairing pairing) {
    long now = System.nanoTime();
    pairing.posted().forEach((request, half) -> posted.put(half.id(), new Away(request, now)));
    pairing
        .found()
        .forEach(
            (request, records) -> {
              joined++;
              request.complete(records);
              goOn.accept(request);
            });
  }

  private void failed(List<RequestCase> batch, Throwable cause) {
    hasOthers = false;
    log.atDebug().setCause(cause).log("halves could not be exchanged and go on alone");
    batch.forEach(goOn);
  }

  private PostedHalf sealed(RequestCase request) {
    Set<Long> keys = new LinkedHashSet<>();
    request.matchWords().forEach(word -> keys.add(seals.match(word)));
    List<GatewayRecord> records = request.records();
    return new PostedHalf(
        UUID.randomUUID(), request.access() != null, keys, Buffer.buffer(seals.seal(records)));
  }

  private <T> Future<T> here(Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(turn -> promise.handle(result)));
    return promise.future();
  }
}
