package dev.culprit.alert.rule;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;

/** Rules in PostgreSQL. Writing checks the limits; deleting closes the rule's incidents quietly. */
public final class RuleStore {
  private static final String INSERT =
      """
      INSERT INTO rules (project_id, name, enabled, environment, cooldown_minutes, kind, condition, channel_ids)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
      """;

  private static final String UPDATE =
      """
      UPDATE rules SET name = $2, enabled = $3, environment = $4, cooldown_minutes = $5, kind = $6,
                       condition = $7, channel_ids = $8
      WHERE project_id = $1 AND id = $9 RETURNING *
      """;

  private static final String FOREIGN_CHANNELS =
      """
      SELECT wanted FROM unnest($2::bigint[]) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM channels WHERE id = wanted AND project_id = $1) LIMIT 1
      """;

  private static final String FIRST_SEEN =
      """
      INSERT INTO known_projects (project_id) SELECT * FROM unnest($1::bigint[])
      ON CONFLICT DO NOTHING RETURNING project_id
      """;

  private static final String FIRST_REQUEST =
      """
      INSERT INTO gateway_projects (project_id) SELECT * FROM unnest($1::bigint[])
      ON CONFLICT DO NOTHING RETURNING project_id
      """;

  private final Pool database;

  public RuleStore(Pool database) {
    this.database = database;
  }

  public Future<List<Rule>> all() {
    return database
        .preparedQuery("SELECT * FROM rules WHERE enabled")
        .execute()
        .map(RuleStore::rules);
  }

  public Future<Rule> create(Rule rule) {
    RuleLimits.check(rule);
    return database.withTransaction(
        connection ->
            requireOwnChannels(connection, rule)
                .compose(done -> connection.preparedQuery(INSERT).execute(values(rule)))
                .map(rows -> rule(rows.iterator().next())));
  }

  public Future<Rule> update(Rule rule) {
    RuleLimits.check(rule);
    return database.withTransaction(
        connection ->
            requireOwnChannels(connection, rule)
                .compose(
                    done ->
                        connection.preparedQuery(UPDATE).execute(values(rule).addLong(rule.id())))
                .map(
                    rows ->
                        rules(rows).stream().findFirst().orElseThrow(() -> missing(rule.id()))));
  }

  /** The caller closes the rule's incidents before. */
  public Future<Void> delete(SqlClient connection, long projectId, long ruleId) {
    return connection
        .preparedQuery("DELETE FROM rules WHERE project_id = $1 AND id = $2")
        .execute(Tuple.of(projectId, ruleId))
        .map(
            rows -> {
              if (rows.rowCount() == 0) {
                throw missing(ruleId);
              }
              return null;
            });
  }

  /** Gives the default rule about gateways to projects whose gateways report for the first time. */
  Future<Set<Long>> welcomeGateways(Collection<Long> projectIds) {
    return welcome(projectIds, FIRST_REQUEST, id -> List.of(DefaultRules.ofGateways(id)));
  }

  /** Gives the default rules to projects that are heard of for the first time; tells which. */
  public Future<Set<Long>> welcome(Collection<Long> projectIds) {
    return welcome(projectIds, FIRST_SEEN, DefaultRules::of);
  }

  private Future<Set<Long>> welcome(
      Collection<Long> projectIds, String firstSeen, LongFunction<List<Rule>> rules) {
    Long[] sorted = projectIds.stream().sorted().toArray(Long[]::new);
    return database.withTransaction(
        connection ->
            connection
                .preparedQuery(firstSeen)
                .execute(Tuple.of(sorted))
                .compose(
                    rows -> {
                      Set<Long> added = new HashSet<>();
                      rows.forEach(row -> added.add(row.getLong(0)));
                      List<Tuple> defaults =
                          added.stream()
                              .flatMap(id -> rules.apply(id).stream())
                              .map(RuleStore::values)
                              .toList();
                      return defaults.isEmpty()
                          ? Future.succeededFuture(added)
                          : connection.preparedQuery(INSERT).executeBatch(defaults).map(added);
                    }));
  }

  private static Future<Void> requireOwnChannels(SqlConnection connection, Rule rule) {
    return connection
        .preparedQuery(FOREIGN_CHANNELS)
        .execute(Tuple.of(rule.projectId(), (Object) rule.channelIds().toArray(Long[]::new)))
        .map(
            rows -> {
              rows.forEach(
                  row -> {
                    throw new InvalidField(
                        "rule.channel_ids",
                        "names " + row.getLong(0) + ", which is no channel of this project");
                  });
              return null;
            });
  }

  private static NoSuchElementException missing(long ruleId) {
    return new NoSuchElementException("the project has no rule " + ruleId);
  }

  private static Tuple values(Rule rule) {
    return Tuple.of(
        rule.projectId(),
        rule.name(),
        rule.enabled(),
        rule.environment(),
        rule.cooldownMinutes(),
        rule.condition().kind(),
        ConditionJson.write(rule.condition()),
        rule.channelIds().toArray(Long[]::new));
  }

  private static List<Rule> rules(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(RuleStore::rule).toList();
  }

  private static Rule rule(Row row) {
    return new Rule(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        row.getString("environment"),
        Arrays.asList(row.getArrayOfLongs("channel_ids")),
        row.getInteger("cooldown_minutes"),
        ConditionJson.read(row.getString("kind"), row.get(JsonObject.class, "condition")));
  }
}
