package dev.culprit.grouping.watch;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads changes of problems over all instances and from there to their watchers, at most four
 * times a second for each problem. Changes may be lost when the cluster is in trouble; watchers are
 * then told to read again.
 */
public final class ProblemChanges {

  private static final Logger log = LoggerFactory.getLogger(ProblemChanges.class);
  private static final String TOPIC = "problem-changes";
  private static final Duration PUBLISH_WINDOW = Duration.ofMillis(100);
  private static final Duration WATCH_WINDOW = Duration.ofMillis(250);
  private static final int MOST_HELD = 10_000;
  private static final int FIELDS = 5;

  private final ITopic<long[]> topic;
  private final Context context;
  private final Consumer<Set<Long>> onDeleted;
  private final ChangeFolder outgoing;
  private final ChangeFolder incoming;
  private final Map<Object, Consumer<List<ProblemChange>>> watchers = new ConcurrentHashMap<>();
  private final UUID listener;

  /**
   * Waits for the cluster. {@code onDeleted} learns of deleted problems, whichever instance deleted
   * them, on the context.
   */
  public ProblemChanges(
      Vertx vertx,
      Context context,
      HazelcastInstance cluster,
      Clock clock,
      Consumer<Set<Long>> onDeleted) {
    this.topic = cluster.getTopic(TOPIC);
    this.context = context;
    this.onDeleted = onDeleted;
    this.outgoing = new ChangeFolder(vertx, clock, PUBLISH_WINDOW, MOST_HELD, this::send);
    this.incoming = new ChangeFolder(vertx, clock, WATCH_WINDOW, MOST_HELD, this::spread);
    this.listener = topic.addMessageListener(message -> receive(message.getMessageObject()));
  }

  public void publish(Collection<ProblemChange> changes) {
    outgoing.add(changes);
  }

  /**
   * Passes on every change from now on, until {@link #unwatch}; the watcher must return at once.
   */
  public void watch(Object key, Consumer<List<ProblemChange>> watcher) {
    watchers.put(key, watcher);
  }

  public void unwatch(Object key) {
    watchers.remove(key);
  }

  public int watcherCount() {
    return watchers.size();
  }

  public void stop() {
    topic.removeMessageListener(listener);
    watchers.clear();
  }

  private void send(List<ProblemChange> changes) {
    topic
        .publishAsync(encode(changes))
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.atWarn()
                    .addKeyValue("reason", failure.toString())
                    .log("Changes of problems could not be spread to the other instances");
              }
            });
  }

  private void receive(long[] message) {
    List<ProblemChange> changes = decode(message);
    context.runOnContext(
        ignored -> {
          Set<Long> deleted =
              changes.stream()
                  .filter(change -> change.kind() == ProblemChange.Kind.DELETED)
                  .map(ProblemChange::problemId)
                  .collect(Collectors.toSet());
          if (!deleted.isEmpty()) {
            onDeleted.accept(deleted);
          }
          if (!watchers.isEmpty()) {
            incoming.add(changes);
          }
        });
  }

  private void spread(List<ProblemChange> changes) {
    watchers.values().forEach(watcher -> watcher.accept(changes));
  }

  /** Plain numbers, so that instances of different versions understand each other. */
  static long[] encode(List<ProblemChange> changes) {
    long[] message = new long[changes.size() * FIELDS];
    int i = 0;
    for (ProblemChange change : changes) {
      message[i++] = code(change.kind());
      message[i++] = change.projectId();
      message[i++] = change.problemId();
      message[i++] = change.atMillis();
      message[i++] = change.occurrenceCount();
    }
    return message;
  }

  static List<ProblemChange> decode(long[] message) {
    List<ProblemChange> changes = new ArrayList<>(message.length / FIELDS);
    for (int i = 0; i + FIELDS <= message.length; i += FIELDS) {
      changes.add(
          new ProblemChange(
              kind(message[i]), message[i + 1], message[i + 2], message[i + 3], message[i + 4]));
    }
    return changes;
  }

  private static long code(ProblemChange.Kind kind) {
    return switch (kind) {
      case REPEATED -> 1;
      case UPDATED -> 2;
      case REGRESSED -> 3;
      case OPENED -> 4;
      case DELETED -> 5;
      case RESYNC -> 6;
    };
  }

  private static ProblemChange.Kind kind(long code) {
    for (ProblemChange.Kind kind : ProblemChange.Kind.values()) {
      if (code(kind) == code) {
        return kind;
      }
    }
    // A newer instance knows a kind that this one does not.
    return ProblemChange.Kind.RESYNC;
  }
}
