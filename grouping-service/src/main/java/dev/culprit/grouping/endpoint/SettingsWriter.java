package dev.culprit.grouping.endpoint;

import com.google.protobuf.Timestamp;
import dev.culprit.grouping.settings.GroupingSettings;
import dev.culprit.grouping.settings.SettingsChange;
import java.time.Instant;
import java.util.List;

/** Writes settings of grouping. */
final class SettingsWriter {

  private SettingsWriter() {}

  static dev.culprit.proto.grouping.v1.GroupingSettings write(GroupingSettings settings) {
    dev.culprit.proto.grouping.v1.GroupingSettings.Builder written =
        dev.culprit.proto.grouping.v1.GroupingSettings.newBuilder()
            .setVersion(settings.version())
            .setRules(settings.rules())
            .setNearMatching(settings.nearMatching())
            .setSameFrom(settings.sameFrom() == null ? 0 : settings.sameFrom())
            .setPerhapsFrom(settings.perhapsFrom() == null ? 0 : settings.perhapsFrom())
            .setRevision(settings.revision())
            .setUpdatedBy(settings.updatedBy());
    if (settings.revision() > 0) {
      written.setUpdatedAt(timestamp(settings.updatedAt()));
    }
    GroupingSettings.Transition transition = settings.transition();
    if (transition != null && transition.endsAt().isAfter(Instant.now())) {
      written
          .setPreviousVersion(transition.previousVersion())
          .setTransitionEndsAt(timestamp(transition.endsAt()));
    }
    return written.build();
  }

  static List<dev.culprit.proto.grouping.v1.SettingsChange> write(List<SettingsChange> changes) {
    return changes.stream()
        .map(
            change ->
                dev.culprit.proto.grouping.v1.SettingsChange.newBuilder()
                    .setRevision(change.settings().revision())
                    .setAt(timestamp(change.settings().updatedAt()))
                    .setUserId(change.userId())
                    .setActorName(change.actorName())
                    .setSettings(write(change.settings()))
                    .build())
        .toList();
  }

  private static Timestamp timestamp(Instant at) {
    return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()).build();
  }
}
