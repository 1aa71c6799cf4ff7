package dev.culprit.query.project;

import dev.culprit.proto.ingest.v1.Project;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;

/** A project as it is shown. */
public record ProjectView(long id, String slug, String name, String createdAt, Settings settings) {
  static final String COLUMNS =
      "id, slug, name, created_at, retention_days, events_per_minute, scrub_names, scrub_ip_addresses";

  record Settings(
      int retentionDays, long eventsPerMinute, List<String> scrubNames, boolean scrubIpAddresses) {}

  static ProjectView of(Row row) {
    Settings settings =
        new Settings(
            row.getInteger("retention_days"),
            row.getLong("events_per_minute"),
            Arrays.asList(row.getArrayOfStrings("scrub_names")),
            row.getBoolean("scrub_ip_addresses"));
    return new ProjectView(
        row.getLong("id"),
        row.getString("slug"),
        row.getString("name"),
        Times.text(row.getOffsetDateTime("created_at")),
        settings);
  }

  static ProjectView of(Project project) {
    Settings settings =
        new Settings(
            project.getSettings().getRetentionDays(),
            project.getSettings().getEventsPerMinute(),
            project.getSettings().getScrubNamesList(),
            project.getSettings().getScrubIpAddresses());
    return new ProjectView(
        project.getId(),
        project.getSlug(),
        project.getName(),
        Times.text(project.getCreatedAt()),
        settings);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("slug", slug)
        .put("name", name)
        .put("created_at", createdAt)
        .put(
            "settings",
            new JsonObject()
                .put("retention_days", settings.retentionDays())
                .put("events_per_minute", settings.eventsPerMinute())
                .put("scrub_names", new JsonArray(List.copyOf(settings.scrubNames())))
                .put("scrub_ip_addresses", settings.scrubIpAddresses()));
  }

  /** Enough to name the project beside something else. */
  public JsonObject toReference() {
    return new JsonObject().put("id", id).put("slug", slug).put("name", name);
  }
}
