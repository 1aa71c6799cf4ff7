package dev.culprit.alert.rule;

import java.util.List;

/**
 * What to tell whom.
 *
 * @param id 0 while it is not stored yet
 * @param environment only events of this one; empty = all
 */
public record Rule(
    long id,
    long projectId,
    String name,
    boolean enabled,
    String environment,
    List<Long> channelIds,
    int cooldownMinutes,
    Condition condition) {
  public static final int DEFAULT_COOLDOWN_MINUTES = 30;

  public Rule {
    channelIds = List.copyOf(channelIds);
  }

  /** Whether an event or transition of that environment is this rule's business. */
  public boolean hears(String eventEnvironment) {
    return environment.isEmpty() || environment.equals(eventEnvironment);
  }
}
