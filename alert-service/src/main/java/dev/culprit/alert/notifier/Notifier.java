package dev.culprit.alert.notifier;

import dev.culprit.alert.channel.Channel.Target;
import io.vertx.core.Future;

/** One way of delivering messages. */
public interface Notifier<T extends Target> {
  /**
   * Tries once, within a bounded time. The future never fails: what goes wrong is an outcome whose
   * detail holds no secret.
   */
  Future<Outcome> deliver(Message message, T target);
}
