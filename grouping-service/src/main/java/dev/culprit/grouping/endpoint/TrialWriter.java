package dev.culprit.grouping.endpoint;

import dev.culprit.grouping.trial.TrialResult;
import dev.culprit.grouping.trial.Trials;
import dev.culprit.proto.grouping.v1.TriedGroup;
import dev.culprit.proto.grouping.v1.TriedProblem;
import dev.culprit.proto.grouping.v1.TriedRule;
import dev.culprit.proto.grouping.v1.TrySettingsResponse;
import java.util.Map;

/** Writes what a trial has shown. */
final class TrialWriter {

  private TrialWriter() {}

  static TrySettingsResponse write(Trials.TitledTrial trial) {
    TrialResult result = trial.result();
    TrySettingsResponse.Builder written =
        TrySettingsResponse.newBuilder()
            .setTriedEvents(result.events())
            .setTriedProblems(result.problems())
            .setChangedEvents(result.changedEvents());
    result.joins().forEach(group -> written.addJoins(write(group, trial.titles())));
    result.splits().forEach(group -> written.addSplits(write(group, trial.titles())));
    result
        .rules()
        .forEach(
            use ->
                written.addRules(
                    TriedRule.newBuilder()
                        .setRule(use.rule())
                        .setLine(use.line())
                        .setEvents(use.events())));
    return written.build();
  }

  private static TriedGroup.Builder write(TrialResult.Group group, Map<Long, String> titles) {
    TriedGroup.Builder written =
        TriedGroup.newBuilder()
            .setRule(group.rule())
            .setEvents(group.events())
            .setGroups(group.groups());
    group
        .problems()
        .forEach(
            part ->
                written.addProblems(
                    TriedProblem.newBuilder()
                        .setProblemId(part.problemId())
                        .setTitle(titles.getOrDefault(part.problemId(), ""))
                        .setEvents(part.events())));
    return written;
  }
}
