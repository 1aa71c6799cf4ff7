package dev.culprit.query.grouping;

import com.google.protobuf.Timestamp;
import dev.culprit.proto.grouping.v1.GetSettingsResponse;
import dev.culprit.proto.grouping.v1.GroupingSettings;
import dev.culprit.proto.grouping.v1.SettingsChange;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Settings of grouping as REST tells and takes them. */
final class SettingsJson {
  private SettingsJson() {}

  static JsonObject of(GetSettingsResponse known) {
    JsonArray changes = new JsonArray();
    known.getChangesList().forEach(change -> changes.add(of(change)));
    return new JsonObject()
        .put("settings", of(known.getSettings()))
        .put("newest_version", known.getNewestVersion())
        .put("default_same_from", Likeness.rounded(known.getDefaultSameFrom()))
        .put("default_perhaps_from", Likeness.rounded(known.getDefaultPerhapsFrom()))
        .put("changes", changes);
  }

  static JsonObject of(GroupingSettings settings) {
    int previous = settings.getPreviousVersion();
    return new JsonObject()
        .put("version", settings.getVersion())
        .put("previous_version", previous == 0 ? null : previous)
        .put(
            "transition_ends_at",
            time(settings.hasTransitionEndsAt(), settings.getTransitionEndsAt()))
        .put("rules", settings.getRules())
        .put("near_matching", settings.getNearMatching())
        .put("same_from", share(settings.getSameFrom()))
        .put("perhaps_from", share(settings.getPerhapsFrom()))
        .put("revision", settings.getRevision())
        .put("updated_at", time(settings.hasUpdatedAt(), settings.getUpdatedAt()))
        .put("updated_by", settings.getUpdatedBy());
  }

  private static JsonObject of(SettingsChange change) {
    return new JsonObject()
        .put("revision", change.getRevision())
        .put("at", Times.text(change.getAt()))
        .put("user_id", change.getUserId() == 0 ? null : change.getUserId())
        .put("actor_name", change.getActorName())
        .put("settings", of(change.getSettings()));
  }

  /** The JSON is a GroupingUpdate or a GroupingTrial of the contract. */
  static GroupingSettings read(JsonObject json) {
    return GroupingSettings.newBuilder()
        .setVersion(json.getInteger("version"))
        .setRules(json.getString("rules"))
        .setNearMatching(json.getBoolean("near_matching"))
        .setSameFrom(share(json.getDouble("same_from")))
        .setPerhapsFrom(share(json.getDouble("perhaps_from")))
        .build();
  }

  private static double share(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** Grouping says 0 for the default. */
  private static @Nullable Double share(double value) {
    return value == 0 ? null : Likeness.rounded(value);
  }

  private static @Nullable String time(boolean isSet, Timestamp time) {
    return isSet ? Times.text(time) : null;
  }
}
