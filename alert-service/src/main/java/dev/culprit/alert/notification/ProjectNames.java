package dev.culprit.alert.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.alert.notifier.Message.Project;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * What projects are called, read from ingest's table and kept for a minute. When that cannot be
 * read a notification goes out with the number instead.
 */
final class ProjectNames {
  private final SqlClient database;
  private final Cache<Long, Project> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  ProjectNames(SqlClient database) {
    this.database = database;
  }

  Future<Project> of(long projectId) {
    Project cached = known.getIfPresent(projectId);
    if (cached != null) {
      return Future.succeededFuture(cached);
    }
    return database
        .preparedQuery("SELECT slug, name FROM ingest.projects WHERE id = $1")
        .execute(Tuple.of(projectId))
        .map(
            rows -> {
              RowIterator<Row> row = rows.iterator();
              return row.hasNext() ? project(projectId, row.next()) : unnamed(projectId);
            })
        .onSuccess(project -> known.put(projectId, project))
        .otherwise(cause -> unnamed(projectId));
  }

  private static Project project(long id, Row row) {
    return new Project(id, row.getString("slug"), row.getString("name"));
  }

  private static Project unnamed(long projectId) {
    return new Project(projectId, Long.toString(projectId), "project " + projectId);
  }
}
