package dev.culprit.alert.rate;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries counts to the instance that owns their series, and waits there until they are judged. */
final class DeliverCounts implements Callable<Boolean>, HazelcastInstanceAware, Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] counts;
  private final int hops;
  private transient @Nullable HazelcastInstance cluster;

  DeliverCounts(byte[] counts, int hops) {
    this.counts = counts;
    this.hops = hops;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    this.cluster = instance;
  }

  @Override
  public Boolean call() throws Exception {
    HazelcastInstance here = cluster;
    if (here == null || !(here.getUserContext().get(RateRouter.INBOX) instanceof RateInbox inbox)) {
      throw new IllegalStateException("this instance takes no counts");
    }
    inbox
        .take(CountCodec.decode(counts), hops)
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return true;
  }
}
