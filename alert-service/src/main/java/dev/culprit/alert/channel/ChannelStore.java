package dev.culprit.alert.channel;

import dev.culprit.alert.channel.Channel.Email;
import dev.culprit.alert.channel.Channel.Slack;
import dev.culprit.alert.channel.Channel.Target;
import dev.culprit.alert.channel.Channel.Webhook;
import dev.culprit.alert.rule.InvalidField;
import dev.culprit.runtime.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Channels in PostgreSQL, their secrets sealed in a table of their own. */
public final class ChannelStore {
  private static final String SELECT =
      """
      SELECT c.*, s.sealed FROM channels c LEFT JOIN channel_secrets s ON s.channel_id = c.id
      """;

  private static final String SEAL =
      """
      INSERT INTO channel_secrets (channel_id, sealed) VALUES ($1, $2)
      ON CONFLICT (channel_id) DO UPDATE SET sealed = excluded.sealed
      """;

  private final Pool database;
  private final SecretSealer sealer;
  private final ChannelLimits limits;
  private final SecureRandom random = new SecureRandom();

  public ChannelStore(Pool database, SecretSealer sealer, AddressGuard guard) {
    this.database = database;
    this.sealer = sealer;
    this.limits = new ChannelLimits(guard);
  }

  /** The channel with its secret, which the server made up when none was given. */
  public Future<Channel> create(Channel asked) {
    limits.check(asked);
    Channel channel = withSecret(asked);
    return database.withTransaction(
        connection ->
            connection
                .preparedQuery(
                    "INSERT INTO channels (project_id, name, enabled, kind, settings)"
                        + " VALUES ($1, $2, $3, $4, $5) RETURNING id")
                .execute(
                    Tuple.of(
                        channel.projectId(),
                        channel.name(),
                        channel.enabled(),
                        channel.target().kind(),
                        settings(channel.target())))
                .map(rows -> withId(channel, rows.iterator().next().getLong(0)))
                .compose(stored -> seal(connection, stored).map(stored)));
  }

  /** Replaces a channel but for its kind; an absent secret stays what it was. */
  public Future<Channel> update(Channel channel) {
    limits.check(channel);
    boolean keepsSettings = channel.target() instanceof Slack slack && slack.url().isEmpty();
    return database.withTransaction(
        connection ->
            connection
                .preparedQuery(
                    "UPDATE channels SET name = $3, enabled = $4,"
                        + " settings = CASE WHEN $6::boolean THEN settings ELSE $5::jsonb END"
                        + " WHERE project_id = $1 AND id = $2 RETURNING kind")
                .execute(
                    Tuple.of(
                        channel.projectId(),
                        channel.id(),
                        channel.name(),
                        channel.enabled(),
                        settings(channel.target()),
                        keepsSettings))
                .map(rows -> requireKind(rows, channel))
                .compose(stored -> seal(connection, stored).map(stored)));
  }

  public Future<Void> delete(long projectId, long channelId) {
    return database.withTransaction(
        connection ->
            connection
                .preparedQuery("DELETE FROM channels WHERE project_id = $1 AND id = $2")
                .execute(Tuple.of(projectId, channelId))
                .map(
                    rows -> {
                      if (rows.rowCount() == 0) {
                        throw missing(channelId);
                      }
                      return rows;
                    })
                .compose(
                    done ->
                        connection
                            .preparedQuery(
                                "UPDATE rules SET channel_ids = array_remove(channel_ids, $2)"
                                    + " WHERE project_id = $1 AND $2 = ANY(channel_ids)")
                            .execute(Tuple.of(projectId, channelId)))
                .mapEmpty());
  }

  /** One channel with its secrets, to send to. */
  public Future<Channel> get(long projectId, long channelId) {
    return database
        .preparedQuery(SELECT + " WHERE c.project_id = $1 AND c.id = $2")
        .execute(Tuple.of(projectId, channelId))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw missing(channelId);
              }
              return channel(rows.iterator().next());
            });
  }

  /** Those of the channels that are still there, with their secrets, by id. */
  public Future<Map<Long, Channel>> find(Collection<Long> channelIds) {
    return database
        .preparedQuery(SELECT + " WHERE c.id = ANY($1)")
        .execute(Tuple.of(channelIds.toArray(Long[]::new)))
        .map(
            rows -> {
              Map<Long, Channel> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getLong("id"), channel(row)));
              return found;
            });
  }

  private Channel withSecret(Channel channel) {
    if (channel.target() instanceof Slack slack && slack.url().isEmpty()) {
      throw new InvalidField("channel.slack.url", "must be given");
    }
    if (channel.target() instanceof Webhook webhook && webhook.secret().isEmpty()) {
      byte[] bytes = new byte[24];
      random.nextBytes(bytes);
      Secret made = new Secret(HexFormat.of().formatHex(bytes));
      return withTarget(channel, new Webhook(webhook.url(), Optional.of(made)));
    }
    return channel;
  }

  private Future<Void> seal(SqlClient connection, Channel channel) {
    return secret(channel.target())
        .map(
            secret ->
                connection
                    .preparedQuery(SEAL)
                    .execute(
                        Tuple.of(channel.id(), Buffer.buffer(sealer.seal(channel.id(), secret))))
                    .<Void>mapEmpty())
        .orElseGet(Future::succeededFuture);
  }

  private static Optional<Secret> secret(Target target) {
    if (target instanceof Webhook webhook) {
      return webhook.secret();
    }
    return target instanceof Slack slack ? slack.url() : Optional.empty();
  }

  private static Channel requireKind(RowSet<Row> rows, Channel channel) {
    if (rows.size() == 0) {
      throw missing(channel.id());
    }
    String kind = rows.iterator().next().getString("kind");
    if (!kind.equals(channel.target().kind())) {
      throw new InvalidField(
          "channel.target", "must stay " + kind + "; make another channel instead");
    }
    return channel;
  }

  private static NoSuchElementException missing(long channelId) {
    return new NoSuchElementException("the project has no channel " + channelId);
  }

  private static Channel withId(Channel channel, long id) {
    return new Channel(
        id, channel.projectId(), channel.name(), channel.enabled(), channel.target());
  }

  private static Channel withTarget(Channel channel, Target target) {
    return new Channel(
        channel.id(), channel.projectId(), channel.name(), channel.enabled(), target);
  }

  private static JsonObject settings(Target target) {
    if (target instanceof Webhook webhook) {
      return new JsonObject().put("url", webhook.url());
    }
    if (target instanceof Email email) {
      return new JsonObject().put("recipients", new JsonArray(email.recipients()));
    }
    String host =
        ((Slack) target)
            .url()
            .flatMap(url -> Endpoint.parse(url.value()))
            .map(Endpoint::host)
            .orElse("");
    return new JsonObject().put("host", host);
  }

  private Channel channel(Row row) {
    long id = row.getLong("id");
    Buffer sealed = row.getBuffer("sealed");
    Optional<Secret> secret =
        sealed == null ? Optional.empty() : Optional.of(sealer.open(id, sealed.getBytes()));
    return new Channel(
        id,
        row.getLong("project_id"),
        row.getString("name"),
        row.getBoolean("enabled"),
        target(row.getString("kind"), row.get(JsonObject.class, "settings"), secret));
  }

  private static Target target(String kind, JsonObject settings, Optional<Secret> secret) {
    return switch (kind) {
      case "webhook" -> new Webhook(settings.getString("url"), secret);
      case "email" ->
          new Email(
              List.copyOf(
                  settings.getJsonArray("recipients").stream().map(String.class::cast).toList()));
      case "slack" -> new Slack(secret);
      default -> throw new IllegalStateException("a channel of unknown kind " + kind);
    };
  }
}
