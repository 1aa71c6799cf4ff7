package dev.culprit.grouping.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.grouping.fingerprint.Trace;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * The traces of the projects that lately had events of unknown fingerprint, kept in memory and
 * brought up to date from PostgreSQL before each comparison. Nothing here is the only copy.
 */
public final class KnownTraces {

  /** Of all projects; about 1.4 KB each where hardly any frame is shared. */
  private static final int MOST_TRACES = 45_000;

  private static final Duration IDLE = Duration.ofHours(1);
  private static final int PAGE = 2_000;

  private final TraceCodec codec;
  private final Cache<Long, Known> byProject =
      Caffeine.newBuilder()
          .maximumWeight(MOST_TRACES)
          .weigher((Long project, Known known) -> 1 + known.traces().size())
          .expireAfterAccess(IDLE)
          .build();

  public KnownTraces(TraceCodec codec) {
    this.codec = codec;
  }

  /** How far the traces of a project were read. */
  private record Known(long epoch, long lastId, ProjectTraces traces) {}

  /**
   * Everything committed so far. The transaction holds the project's lock, so nothing is added to
   * it meanwhile.
   */
  public Future<ProjectTraces> upToDate(TraceStore store, long projectId) {
    Known known = byProject.getIfPresent(projectId);
    return known == null
        ? read(store, projectId, new Known(-1, 0, new ProjectTraces()))
        : read(store, projectId, known);
  }

  private Future<ProjectTraces> read(TraceStore store, long projectId, Known known) {
    return store
        .newerThan(projectId, known.lastId(), PAGE)
        .compose(
            page -> {
              if (known.epoch() >= 0 && known.epoch() != page.epoch()) {
                // Somebody corrected problems: traces may have gone to others.
                byProject.invalidate(projectId);
                return upToDate(store, projectId);
              }
              Known now = with(known, page);
              byProject.put(projectId, now);
              return page.traces().size() < PAGE
                  ? Future.succeededFuture(now.traces())
                  : read(store, projectId, now);
            });
  }

  private Known with(Known known, TracePage page) {
    long lastId = known.lastId();
    for (StoredTrace stored : page.traces()) {
      Trace trace = codec.decode(stored.body());
      if (trace != null) {
        known.traces().add(stored.problemId(), trace);
      }
      lastId = stored.id();
    }
    return new Known(page.epoch(), lastId, known.traces());
  }

  /** Reads the project's traces anew next time: some of them led to a problem that is gone. */
  public void forget(long projectId) {
    byProject.invalidate(projectId);
  }
}
