package dev.culprit.alert.rule;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All enabled rules in memory. Changes made through any instance are heard over the cluster at
 * once; the regular {@link #reload()} repairs what was not heard.
 */
public final class RuleBook {
  private static final Logger log = LoggerFactory.getLogger(RuleBook.class);
  private static final String TOPIC = "rules";

  private final RuleStore store;
  private final ITopic<Long> changes;
  private final Set<Long> welcomed = ConcurrentHashMap.newKeySet();
  private volatile RuleIndex current = RuleIndex.EMPTY;
  private long asked;
  private long shown;

  public RuleBook(RuleStore store, HazelcastInstance cluster) {
    this.store = store;
    this.changes = cluster.getTopic(TOPIC);
    this.changes.addMessageListener(
        message -> {
          if (!message.getPublishingMember().localMember()) {
            reload().onFailure(cause -> log.atWarn().setCause(cause).log("rules not read again"));
          }
        });
  }

  public RuleIndex current() {
    return current;
  }

  public Future<Void> reload() {
    long number = nextNumber();
    return store.all().map(rules -> show(number, new RuleIndex(rules)));
  }

  /** Call after a rule was written: this instance knows it on completion, others a moment later. */
  public Future<Void> changed() {
    return reload().onSuccess(done -> changes.publishAsync(System.currentTimeMillis()));
  }

  /** Makes sure that projects have had their default rules. */
  public Future<Void> welcome(Collection<Long> projectIds) {
    Set<Long> strange = new HashSet<>(projectIds);
    strange.removeAll(welcomed);
    if (strange.isEmpty()) {
      return Future.succeededFuture();
    }
    return store
        .welcome(strange)
        .compose(added -> added.isEmpty() ? Future.succeededFuture() : changed())
        .onSuccess(done -> welcomed.addAll(strange));
  }

  private synchronized long nextNumber() {
    return ++asked;
  }

  /** An answer that was overtaken by a later one is dropped. */
  private synchronized Void show(long number, RuleIndex index) {
    if (number > shown) {
      shown = number;
      current = index;
    }
    return null;
  }
}
