package dev.culprit.alert.rate;

import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where counts from other instances arrive; refuses them until the router is there. */
public final class RateInbox {
  private volatile @Nullable RateRouter router;

  void open(RateRouter opened) {
    this.router = opened;
  }

  Future<Void> take(List<MinuteCount> counts, int hops) {
    RateRouter current = router;
    return current == null
        ? Future.failedFuture(new IllegalStateException("still starting"))
        : current.route(counts, hops);
  }
}
