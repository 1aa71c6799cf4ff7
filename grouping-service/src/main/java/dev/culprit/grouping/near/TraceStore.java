package dev.culprit.grouping.near;

import io.vertx.core.Future;
import java.util.List;
import java.util.SortedSet;

/** The stored traces, inside one transaction. */
public interface TraceStore {

  /**
   * Lets one transaction at a time open problems of these projects by comparing, over all
   * instances, until it ends. So nobody opens a problem that another is just opening.
   */
  Future<Void> lock(SortedSet<Long> projectIds);

  /** At most {@code most} traces of a project that are newer than one. */
  Future<TracePage> newerThan(long projectId, long id, int most);

  /** Those of problems that have enough traces already are left out. */
  Future<Void> add(List<NewTrace> traces);

  /** What was found or dismissed before stays as it is. */
  Future<Void> addLikenesses(List<Likeness> likenesses);
}
