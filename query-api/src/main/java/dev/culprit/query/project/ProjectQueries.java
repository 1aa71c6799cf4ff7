package dev.culprit.query.project;

import dev.culprit.query.http.ApiException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads projects and their keys. */
public final class ProjectQueries {
  private final Pool reader;

  public ProjectQueries(Pool reader) {
    this.reader = reader;
  }

  /** The project with this id, else with this slug; an {@link ApiException} when there is none. */
  public Future<ProjectView> resolve(String idOrSlug) {
    long id = idOrSlug.matches("[0-9]{1,16}") ? Long.parseLong(idOrSlug) : 0;
    return reader
        .preparedQuery(
            "SELECT "
                + ProjectView.COLUMNS
                + " FROM ingest.projects WHERE id = $1 OR slug = $2 ORDER BY id = $1 DESC LIMIT 1")
        .execute(Tuple.of(id, idOrSlug))
        .map(
            rows ->
                stream(rows)
                    .findFirst()
                    .map(ProjectView::of)
                    .orElseThrow(() -> ApiException.notFound("project " + idOrSlug)));
  }

  /** As {@link #resolve}, for a filter that may be absent. */
  public Future<Optional<ProjectView>> resolve(Optional<String> idOrSlug) {
    return idOrSlug.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : resolve(idOrSlug.get()).map(Optional::of);
  }

  Future<List<ProjectView>> list(long afterId, int limit) {
    return reader
        .preparedQuery(
            "SELECT "
                + ProjectView.COLUMNS
                + " FROM ingest.projects WHERE id > $1 ORDER BY id LIMIT $2")
        .execute(Tuple.of(afterId, limit))
        .map(rows -> stream(rows).map(ProjectView::of).toList());
  }

  Future<List<IngestionKeyView>> keys(long projectId) {
    return reader
        .preparedQuery(
            "SELECT "
                + IngestionKeyView.COLUMNS
                + " FROM ingest.ingestion_keys WHERE project_id = $1 ORDER BY id DESC LIMIT 1000")
        .execute(Tuple.of(projectId))
        .map(rows -> stream(rows).map(IngestionKeyView::of).toList());
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
