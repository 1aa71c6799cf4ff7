package dev.culprit.query.account;

import dev.culprit.query.http.Scope;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person who can sign in. */
record User(
    long id,
    String email,
    String name,
    boolean isAdmin,
    OffsetDateTime createdAt,
    @Nullable OffsetDateTime lastLoginAt) {
  static final String COLUMNS =
      "u.id AS user_id, u.email, u.name AS user_name, u.is_admin, u.created_at AS user_created_at, u.last_login_at";

  static User of(Row row) {
    return new User(
        row.getLong("user_id"),
        row.getString("email"),
        row.getString("user_name"),
        row.getBoolean("is_admin"),
        row.getOffsetDateTime("user_created_at"),
        row.getOffsetDateTime("last_login_at"));
  }

  Set<Scope> scopes() {
    return isAdmin ? Scope.ALL : Scope.EVERYDAY;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("email", email)
        .put("name", name)
        .put("is_admin", isAdmin)
        .put("created_at", Times.text(createdAt))
        .put("last_login_at", Times.textOrNull(lastLoginAt));
  }

  JsonObject toReference() {
    return new JsonObject().put("id", id).put("name", name).put("email", email);
  }
}
