package dev.culprit.ingest.forward;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether grouping committed the last batch it was given. After a failure new events go straight to
 * the spool, until the replay of the spool finds grouping well again; so nobody waits for a
 * time-out twice.
 */
public final class GroupingHealth {
  private static final Logger log = LoggerFactory.getLogger(GroupingHealth.class);

  private final AtomicLong commits = new AtomicLong();
  private volatile boolean well = true;

  public boolean isWell() {
    return well;
  }

  /** How many batches were committed so far; proof for others that grouping is not the problem. */
  long commits() {
    return commits.get();
  }

  void committed() {
    commits.incrementAndGet();
    if (!well) {
      well = true;
      log.info("grouping commits again");
    }
  }

  void failed(Throwable cause) {
    if (well) {
      well = false;
      log.atWarn()
          .addKeyValue("reason", String.valueOf(cause.getMessage()))
          .log("grouping does not commit; events go to the spool");
    }
  }

  /**
   * Lets the next batch find out, when the spool has nothing to try with, or nothing that works.
   */
  void tryAgain() {
    well = true;
  }
}
