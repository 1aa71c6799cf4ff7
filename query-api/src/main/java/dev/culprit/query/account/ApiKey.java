package dev.culprit.query.account;

import dev.culprit.query.http.Caller;
import dev.culprit.query.http.Scope;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A key for programs, without its secret. */
record ApiKey(
    long id,
    String keyName,
    String prefix,
    Set<Scope> scopes,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime lastUsedAt,
    @Nullable OffsetDateTime revokedAt)
    implements Caller {
  static final String COLUMNS = "id, name, prefix, scopes, created_at, last_used_at, revoked_at";

  static ApiKey of(Row row) {
    Set<Scope> scopes = new TreeSet<>();
    Arrays.stream(row.getArrayOfStrings("scopes"))
        .map(Scope::of)
        .flatMap(Optional::stream)
        .forEach(scopes::add);
    return new ApiKey(
        row.getLong("id"),
        row.getString("name"),
        row.getString("prefix"),
        scopes,
        row.getOffsetDateTime("created_at"),
        row.getOffsetDateTime("last_used_at"),
        row.getOffsetDateTime("revoked_at"));
  }

  @Override
  public long userId() {
    return 0;
  }

  @Override
  public String name() {
    return "API key " + keyName;
  }

  @Override
  public boolean isSession() {
    return false;
  }

  JsonObject toJson() {
    JsonArray names = new JsonArray();
    scopes.forEach(scope -> names.add(scope.text()));
    return new JsonObject()
        .put("id", id)
        .put("name", keyName)
        .put("prefix", prefix)
        .put("scopes", names)
        .put("created_at", Times.text(createdAt))
        .put("last_used_at", Times.textOrNull(lastUsedAt))
        .put("revoked_at", Times.textOrNull(revokedAt));
  }
}
