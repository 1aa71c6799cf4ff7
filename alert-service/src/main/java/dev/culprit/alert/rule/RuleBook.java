package dev.culprit.alert.rule;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
  private final Set<Long> gatewaysWelcomed = ConcurrentHashMap.newKeySet();
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
    return welcome(projectIds, welcomed, store::welcome);
  }

  /** Makes sure that projects with gateways have had the default rule about them. */
  public Future<Void> welcomeGateways(Collection<Long> projectIds) {
    return welcome(projectIds, gatewaysWelcomed, store::welcomeGateways);
  }

  private Future<Void> welcome(
      Collection<Long> projectIds,
      Set<Long> known,
      Function<Set<Long>, Future<Set<Long>>> giveRules) {
    Set<Long> strange = new HashSet<>(projectIds);
    strange.removeAll(known);
    if (strange.isEmpty()) {
      return Future.succeededFuture();
    }
    return giveRules
        .apply(strange)
        .compose(added -> added.isEmpty() ? Future.succeededFuture() : changed())
        .onSuccess(done -> known.addAll(strange));
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
