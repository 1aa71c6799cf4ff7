package dev.culprit.grouping.event;

import org.jspecify.annotations.Nullable;

/** Makes an event out of what is stored of it. Costs processor time; for worker threads. */
@FunctionalInterface
public interface EventRestorer {

  /** As it was reported, but for its attachments; null when what is stored cannot be read. */
  @Nullable IncomingEvent restore(StoredForm form);
}
