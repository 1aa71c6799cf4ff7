package dev.culprit.grouping.event;

import java.util.Comparator;

/**
 * The order in which every transaction stores events: by day, project and uid, the parts of their
 * identity.
 */
public final class EventOrder {

  public static final Comparator<IncomingEvent> BY_IDENTITY = EventOrder::compare;

  private EventOrder() {}

  private static int compare(IncomingEvent a, IncomingEvent b) {
    int byDay = Long.compare(a.day(), b.day());
    if (byDay != 0) {
      return byDay;
    }
    int byProject = Long.compare(a.projectId(), b.projectId());
    return byProject != 0 ? byProject : a.uid().compareTo(b.uid());
  }
}
