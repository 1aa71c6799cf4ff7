package dev.culprit.grouping.activity;

import io.vertx.core.Future;

/** What others must be told of this transaction, kept until they confirm it. */
public interface ActivityOutbox {

  Future<OutboxEntry> append(Activity activity);
}
