package dev.culprit.alert.notification;

import dev.culprit.alert.channel.Channel;
import dev.culprit.alert.channel.ChannelStore;
import dev.culprit.alert.notifier.Message.Project;
import dev.culprit.alert.notifier.Notifiers;
import dev.culprit.alert.notifier.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One notification's way out: claim → address → write → deliver → record. Whether it exists at all
 * was decided when its incident opened: there muting by cooldown, dropping repeats and throttling
 * storms happen in the statement that writes incident and notifications together. Delivery is at
 * least once: dying between sending and recording sends again, with the same notification id.
 */
public final class NotificationPipeline {
  private final NotificationStore store;
  private final ChannelStore channels;
  private final ProjectNames projects;
  private final MessageWriter writer;
  private final Notifiers notifiers;
  private final BackOff backOff;
  private final Duration lease;
  private final Clock clock;
  private final MeterRegistry metrics;

  public NotificationPipeline(
      Pool database,
      ChannelStore channels,
      Notifiers notifiers,
      DeliveryConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.store = new NotificationStore(database);
    this.channels = channels;
    this.projects = new ProjectNames(database);
    this.writer = new MessageWriter(config.publicUrl());
    this.notifiers = notifiers;
    this.backOff = new BackOff(config.firstRetry(), () -> ThreadLocalRandom.current().nextDouble());
    this.lease = config.attemptTimeout().multipliedBy(3);
    this.clock = clock;
    this.metrics = metrics;
  }

  Future<List<DueNotification>> claim(int limit) {
    return store.claim(limit, clock.instant(), lease);
  }

  Future<Void> giveBack(Collection<Long> ids) {
    return store.giveBack(ids, clock.instant());
  }

  /** Tries once and records how it went. */
  Future<Void> process(DueNotification due) {
    return channels
        .find(List.of(due.channelId()))
        .compose(found -> deliver(due, found.get(due.channelId())));
  }

  /** Sends a test at once and records it like any other. */
  public Future<Outcome> test(long projectId, long channelId) {
    return channels
        .get(projectId, channelId)
        .compose(
            channel ->
                store
                    .openTest(channelId, clock.instant())
                    .compose(
                        id ->
                            projects
                                .of(projectId)
                                .compose(project -> sendTest(id, channel, project))));
  }

  private Future<Outcome> sendTest(long id, Channel channel, Project project) {
    Instant start = clock.instant();
    return notifiers
        .deliver(writer.test(id, channel, project, start), channel.target())
        .compose(outcome -> store.record(id, 1, outcome, start, since(start), null).map(outcome));
  }

  private Future<Void> deliver(DueNotification due, @Nullable Channel channel) {
    Instant start = clock.instant();
    Future<Outcome> outcome;
    if (channel == null) {
      outcome = Future.succeededFuture(Outcome.refused("the channel was deleted"));
    } else if (!channel.enabled()) {
      outcome = Future.succeededFuture(Outcome.refused("the channel is switched off"));
    } else {
      outcome =
          projects
              .of(due.projectId())
              .compose(project -> notifiers.deliver(writer.write(due, project), channel.target()));
    }
    return outcome.compose(result -> record(due, channel, result, start));
  }

  private Future<Void> record(
      DueNotification due, @Nullable Channel channel, Outcome outcome, Instant start) {
    metrics
        .counter(
            "culprit.alert.deliveries",
            "kind",
            channel == null ? "none" : channel.target().kind(),
            "outcome",
            outcome.kind().name().toLowerCase(Locale.ROOT))
        .increment();
    if (outcome.isDelivered()) {
      metrics
          .timer("culprit.alert.opened.to.delivered")
          .record(Duration.between(due.openedAt(), clock.instant()));
    }
    boolean again = outcome.kind() == Outcome.Kind.RETRYABLE && !BackOff.isLast(due.attempt());
    Instant retryAt =
        again ? clock.instant().plus(backOff.after(due.attempt(), outcome.retryAfter())) : null;
    return store.record(due.id(), due.attempt(), outcome, start, since(start), retryAt);
  }

  private Duration since(Instant start) {
    return Duration.between(start, clock.instant());
  }
}
