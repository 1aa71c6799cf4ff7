package dev.culprit.grouping.command;

/** The statements of commands on problems. */
final class CommandSql {

  static final String LOCK =
      """
      SELECT id, project_id, status, coalesce(assignee_id, 0), tags, occurrence_count,
        title, message, culprit, level, platform
      FROM grouping.problems WHERE id = ANY($1::bigint[]) AND merged_into IS NULL
      ORDER BY id FOR UPDATE
      """;

  static final String WITH_MERGED =
      """
      WITH RECURSIVE doomed AS (
        SELECT id FROM grouping.problems WHERE id = ANY($1::bigint[])
        UNION SELECT p.id FROM grouping.problems p JOIN doomed d ON p.merged_into = d.id
      )
      SELECT id FROM doomed
      """;

  static final String UNFINISHED_MOVE =
      """
      SELECT CASE WHEN from_id = ANY($1::bigint[]) THEN from_id ELSE to_id END
      FROM grouping.event_moves
      WHERE from_id = ANY($1::bigint[]) OR to_id = ANY($1::bigint[]) LIMIT 1
      """;

  static final String UNMERGED =
      "SELECT id FROM grouping.problems WHERE id = ANY($1::bigint[]) AND merged_into IS NULL";

  static final String UPDATE =
      """
      UPDATE grouping.problems p SET
        status = w.status,
        status_changed_at = CASE WHEN p.status <> w.status THEN now() ELSE p.status_changed_at END,
        assignee_id = nullif(w.assignee_id, 0),
        tags = ARRAY(SELECT jsonb_array_elements_text(w.tags::jsonb))
      FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[])
        AS w (id, status, assignee_id, tags)
      WHERE p.id = w.id
      """;

  static final String FINGERPRINTS =
      """
      SELECT project_id, version, hash FROM grouping.fingerprints
      WHERE problem_id = ANY($1::bigint[])
      """;

  static final String DELETE_EVENTS =
      """
      WITH chosen AS (
        SELECT id, project_id, event_uid FROM grouping.events
        WHERE problem_id = ANY($1::bigint[]) LIMIT $2::integer
      ), deleted AS (
        DELETE FROM grouping.events WHERE id IN (SELECT id FROM chosen) RETURNING id
      ), payloads AS (
        DELETE FROM grouping.payloads WHERE event_id IN (SELECT id FROM chosen)
      ), links AS (
        DELETE FROM grouping.event_links WHERE event_id IN (SELECT id FROM chosen)
      ), attachments AS (
        DELETE FROM grouping.attachments a USING chosen c
        WHERE a.project_id = c.project_id AND a.event_uid = c.event_uid
      )
      SELECT count(*) FROM deleted
      """;

  static final String DELETE_FEEDBACK =
      "DELETE FROM grouping.user_feedback WHERE problem_id = ANY($1::bigint[])";

  private static final String DELETE_ROLLUPS =
      """
      DELETE FROM grouping.%s r USING grouping.problems p
      WHERE p.id = ANY($1::bigint[]) AND r.project_id = p.project_id AND r.problem_id = p.id
      """;
  static final String DELETE_MINUTES = DELETE_ROLLUPS.formatted("minute_rollups");
  static final String DELETE_HOURS = DELETE_ROLLUPS.formatted("hour_rollups");

  static final String DELETE_PROBLEMS =
      "DELETE FROM grouping.problems WHERE id = ANY($1::bigint[])";

  private CommandSql() {}
}
