package dev.culprit.alert.share;

import dev.culprit.alert.rule.ShareScope;
import java.util.List;

/** Requests that a share is taken of. The key is a host or an upstream; empty for the project. */
record ShareKey(long projectId, ShareScope scope, String key) implements Comparable<ShareKey> {

  /** All that one delta is part of. */
  static List<ShareKey> of(RequestDelta delta) {
    return List.of(
        new ShareKey(delta.projectId(), ShareScope.PROJECT, ""),
        new ShareKey(delta.projectId(), ShareScope.HOST, delta.host()),
        new ShareKey(delta.projectId(), ShareScope.UPSTREAM, delta.upstream()));
  }

  /** Requests without a host or upstream are nobody's in particular. */
  boolean isNamed() {
    return scope == ShareScope.PROJECT || !key.isEmpty();
  }

  @Override
  public int compareTo(ShareKey other) {
    int byProject = Long.compare(projectId, other.projectId);
    int byScope = byProject != 0 ? byProject : scope.stored().compareTo(other.scope.stored());
    return byScope != 0 ? byScope : key.compareTo(other.key);
  }
}
