package dev.culprit.alert.notification;

import dev.culprit.alert.incident.ProblemSummary;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A notification this instance has claimed, with what is to be said.
 *
 * @param attempt the number of the attempt to make now, from 1
 * @param channelId 0 when the channel was deleted
 */
record DueNotification(
    long id,
    int attempt,
    long projectId,
    long channelId,
    long incidentId,
    String ruleName,
    String ruleKind,
    long problemId,
    Optional<ProblemSummary> problem,
    String environment,
    String reason,
    JsonObject numbers,
    Instant openedAt) {}
