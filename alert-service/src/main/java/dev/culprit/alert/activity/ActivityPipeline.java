package dev.culprit.alert.activity;

import dev.culprit.alert.incident.CloseReason;
import dev.culprit.alert.incident.IncidentChange;
import dev.culprit.alert.incident.IncidentDesk;
import dev.culprit.alert.incident.Opening;
import dev.culprit.alert.incident.RuleMatcher;
import dev.culprit.alert.incident.Transition;
import dev.culprit.alert.rate.MinuteCount;
import dev.culprit.alert.rate.RateRouter;
import dev.culprit.alert.rule.RuleBook;
import dev.culprit.alert.rule.RuleIndex;
import dev.culprit.alert.share.RequestDelta;
import dev.culprit.alert.share.ShareStore;
import dev.culprit.alert.share.ShareWatch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One batch's way through: welcome new projects → count once, and open incidents for what happened
 * to problems, in one transaction → announce → judge the rates it changed. It completes when the
 * rates are judged; a sender that hears nothing sends again, which counts nothing twice and judges
 * again.
 */
final class ActivityPipeline {
  private final Pool database;
  private final RuleBook rules;
  private final IncidentDesk desk;
  private final RateRouter rates;
  private final ShareWatch shares;

  ActivityPipeline(
      Pool database, RuleBook rules, IncidentDesk desk, RateRouter rates, ShareWatch shares) {
    this.database = database;
    this.rules = rules;
    this.desk = desk;
    this.rates = rates;
    this.shares = shares;
  }

  Future<CountedBatch> record(Collection<Activity> received) {
    Collection<Activity> activities = onceEach(received);
    return rules
        .welcome(projects(activities))
        .compose(done -> rules.welcomeGateways(projectsWithGateways(activities)))
        .compose(done -> database.withTransaction(transaction -> count(transaction, activities)))
        .compose(
            counted -> {
              desk.announce(counted.changes());
              return rates
                  .route(counted.counts())
                  .compose(done -> shares.judge(requests(activities)))
                  .map(counted);
            });
  }

  private Future<CountedBatch> count(SqlConnection transaction, Collection<Activity> activities) {
    return ActivityStore.countOnce(transaction, activities)
        .compose(
            fresh -> {
              List<Activity> news =
                  activities.stream().filter(one -> fresh.contains(one.id())).toList();
              List<Activity> known =
                  activities.stream().filter(one -> !fresh.contains(one.id())).toList();
              return ShareStore.raise(transaction, requests(news))
                  .compose(done -> counts(transaction, news, known))
                  .compose(
                      counts ->
                          transitions(transaction, news)
                              .map(changes -> new CountedBatch(counts, changes, known.size())));
            });
  }

  private static Future<List<MinuteCount>> counts(
      SqlConnection transaction, List<Activity> news, List<Activity> known) {
    return ActivityStore.raise(transaction, news)
        .compose(
            raised ->
                ActivityStore.read(transaction, known)
                    .map(read -> Stream.concat(raised.stream(), read.stream()).toList()));
  }

  private Future<List<IncidentChange>> transitions(SqlConnection transaction, List<Activity> news) {
    List<Transition> transitions =
        news.stream().flatMap(activity -> activity.transitions().stream()).toList();
    if (transitions.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    RuleIndex index = rules.current();
    List<Opening> openings =
        transitions.stream().flatMap(one -> RuleMatcher.meet(index, one).stream()).toList();
    Map<CloseReason, Set<Long>> endings = endings(transitions);
    List<IncidentChange> changes = new ArrayList<>();
    return ActivityStore.describe(transaction, transitions)
        .compose(done -> desk.open(transaction, openings))
        .onSuccess(changes::addAll)
        .compose(done -> close(transaction, endings, CloseReason.RESOLVED, changes))
        .compose(done -> close(transaction, endings, CloseReason.IGNORED, changes))
        .compose(done -> close(transaction, endings, CloseReason.DELETED, changes))
        .compose(
            done ->
                ActivityStore.forget(
                    transaction, endings.getOrDefault(CloseReason.DELETED, Set.of())))
        .map(done -> changes);
  }

  private Future<Void> close(
      SqlConnection transaction,
      Map<CloseReason, Set<Long>> endings,
      CloseReason reason,
      List<IncidentChange> changes) {
    return desk.closeOfProblems(transaction, endings.getOrDefault(reason, Set.of()), reason)
        .onSuccess(changes::addAll)
        .mapEmpty();
  }

  /** Problems by how they ended; only the last word on each counts. */
  private static Map<CloseReason, Set<Long>> endings(List<Transition> transitions) {
    Map<Long, Transition.Kind> last = new HashMap<>();
    transitions.forEach(one -> last.put(one.problemId(), one.kind()));
    Map<CloseReason, Set<Long>> endings = new EnumMap<>(CloseReason.class);
    last.forEach(
        (problemId, kind) -> {
          CloseReason reason = ending(kind);
          if (reason != null) {
            endings.computeIfAbsent(reason, r -> new HashSet<>()).add(problemId);
          }
        });
    return endings;
  }

  /** A batch may hold the same activity twice, sent by two instances of grouping. */
  private static Collection<Activity> onceEach(Collection<Activity> activities) {
    Map<Long, Activity> byId = new LinkedHashMap<>();
    activities.forEach(activity -> byId.putIfAbsent(activity.id(), activity));
    return byId.values();
  }

  private static @Nullable CloseReason ending(Transition.Kind kind) {
    return switch (kind) {
      case RESOLVED -> CloseReason.RESOLVED;
      case IGNORED -> CloseReason.IGNORED;
      case DELETED -> CloseReason.DELETED;
      default -> null;
    };
  }

  private static List<RequestDelta> requests(Collection<Activity> activities) {
    return activities.stream().flatMap(activity -> activity.requests().stream()).toList();
  }

  private static Set<Long> projectsWithGateways(Collection<Activity> activities) {
    return activities.stream()
        .flatMap(activity -> activity.requests().stream().map(RequestDelta::projectId))
        .collect(Collectors.toSet());
  }

  private static Set<Long> projects(Collection<Activity> activities) {
    return activities.stream()
        .flatMap(
            activity ->
                Stream.concat(
                    activity.counts().stream().map(Activity.CountDelta::projectId),
                    activity.transitions().stream().map(Transition::projectId)))
        .collect(Collectors.toSet());
  }
}
