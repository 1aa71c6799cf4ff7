package dev.culprit.alert.incident;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every instance's listeners of incidents that opened or closed at any instance. */
public final class IncidentChanges {
  private static final Logger log = LoggerFactory.getLogger(IncidentChanges.class);
  private static final String TOPIC = "incidents";

  /** Hears changes on an arbitrary thread. */
  public interface Listener {
    void changed(IncidentChange change);

    /** Changes may have been lost. */
    void lost();
  }

  private final ITopic<IncidentChange> topic;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  public IncidentChanges(HazelcastInstance cluster) {
    this.topic = cluster.getTopic(TOPIC);
    topic.addMessageListener(
        message -> listeners.forEach(listener -> listener.changed(message.getMessageObject())));
    cluster.getCluster().addMembershipListener(new Departures());
  }

  /** Does not wait; what cannot be told is logged, because it is committed all the same. */
  public void publish(Collection<IncidentChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    try {
      topic
          .publishAllAsync(changes)
          .whenComplete(
              (done, cause) -> {
                if (cause != null) {
                  untold(cause);
                }
              });
    } catch (RuntimeException e) {
      untold(e);
    }
  }

  private static void untold(Throwable cause) {
    log.atWarn().addKeyValue("cause", cause.toString()).log("incident changes were not told");
  }

  public void add(Listener listener) {
    listeners.add(listener);
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** An instance that is gone may have committed changes that it did not tell. */
  private final class Departures implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {}

    @Override
    public void memberRemoved(MembershipEvent event) {
      listeners.forEach(Listener::lost);
    }
  }
}
