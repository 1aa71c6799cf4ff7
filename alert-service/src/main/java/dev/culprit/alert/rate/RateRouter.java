package dev.culprit.alert.rate;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.partition.MigrationListener;
import com.hazelcast.partition.MigrationState;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.ReplicaMigrationEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings counts to the instance that owns their series, so that each series is held and judged in
 * one place of the cluster. Hazelcast says who owns what and who takes over; counts travel as one
 * message for each owner, not one operation a key. When ownership moves, every instance forgets
 * what it held and reads it again. When an owner cannot be reached, counts are judged here: they
 * are committed already, and the database lets only one incident open.
 */
public final class RateRouter {
  private static final Logger log = LoggerFactory.getLogger(RateRouter.class);
  private static final String EXECUTOR = "rates";
  private static final int MOST_HOPS = 3;
  static final String INBOX = "culprit.alert.rates";

  private final HazelcastInstance cluster;
  private final IExecutorService executor;
  private final Partition[] partitions;
  private final RateBook book;

  public RateRouter(HazelcastInstance cluster, RateBook book, RateInbox inbox) {
    this.cluster = cluster;
    this.executor = cluster.getExecutorService(EXECUTOR);
    this.book = book;
    this.partitions =
        cluster.getPartitionService().getPartitions().stream()
            .sorted((a, b) -> Integer.compare(a.getPartitionId(), b.getPartitionId()))
            .toArray(Partition[]::new);
    cluster.getPartitionService().addMigrationListener(new ForgetWhenMoved(book));
    inbox.open(this);
  }

  /** Must be part of the cluster's configuration before it starts. */
  public static void configure(Config config, RateInbox inbox) {
    config.getUserContext().put(INBOX, inbox);
    config.getExecutorConfig(EXECUTOR).setPoolSize(4).setStatisticsEnabled(false);
  }

  /** Completes when all counts have been judged, wherever that was. */
  public Future<Void> route(Collection<MinuteCount> counts) {
    return route(counts, 0);
  }

  Future<Void> route(Collection<MinuteCount> counts, int hops) {
    if (cluster.getCluster().getMembers().size() == 1) {
      return book.merge(counts);
    }
    if (hops >= MOST_HOPS) {
      // Not ours to keep: judge what the database knows.
      book.clear();
      return book.merge(counts);
    }
    Map<Member, List<MinuteCount>> byOwner = new HashMap<>();
    for (MinuteCount count : counts) {
      byOwner.computeIfAbsent(owner(count.key()), member -> new ArrayList<>()).add(count);
    }
    List<Future<Void>> routed = new ArrayList<>();
    byOwner.forEach((member, some) -> routed.add(hand(member, some, hops)));
    return Future.join(routed).mapEmpty();
  }

  /** Whether this instance does what only one instance should do. */
  public boolean isEldest() {
    return cluster.getLifecycleService().isRunning()
        && cluster.getCluster().getMembers().iterator().next().localMember();
  }

  private Member owner(SeriesKey key) {
    @Nullable Member owner = partitions[key.partition(partitions.length)].getOwner();
    return owner == null ? cluster.getCluster().getLocalMember() : owner;
  }

  private Future<Void> hand(Member member, List<MinuteCount> counts, int hops) {
    if (member.localMember()) {
      return book.merge(counts);
    }
    return send(member, new DeliverCounts(CountCodec.encode(counts), hops + 1))
        .recover(
            cause -> {
              log.atInfo()
                  .addKeyValue("member", member)
                  .log("an instance is gone, going on without it");
              return route(counts, hops + 1);
            });
  }

  private Future<Void> send(Member member, DeliverCounts task) {
    Promise<Void> sent = Promise.promise();
    try {
      executor.submitToMember(task, member, new Answered(sent));
    } catch (RuntimeException e) {
      sent.tryFail(e);
    }
    return sent.future();
  }

  private record Answered(Promise<Void> sent) implements ExecutionCallback<Boolean> {
    @Override
    public void onResponse(Boolean response) {
      sent.tryComplete();
    }

    @Override
    public void onFailure(Throwable cause) {
      sent.tryFail(cause);
    }
  }

  /** A copy kept while another instance owned the series would miss what that one counted. */
  private record ForgetWhenMoved(RateBook book) implements MigrationListener {
    @Override
    public void migrationStarted(MigrationState state) {
      book.clear();
    }

    @Override
    public void migrationFinished(MigrationState state) {
      book.clear();
    }

    @Override
    public void replicaMigrationCompleted(ReplicaMigrationEvent event) {}

    @Override
    public void replicaMigrationFailed(ReplicaMigrationEvent event) {
      book.clear();
    }
  }
}
