package dev.culprit.query.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who stands behind a user id, for answers that show people; up to ten seconds old. */
public final class UserDirectory {
  private final UserStore users;
  private final Cache<Long, JsonObject> known =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(10)).maximumSize(10_000).build();

  UserDirectory(UserStore users) {
    this.users = users;
  }

  /** The UserReference of each id; ids of removed people are missing. */
  public Future<Map<Long, JsonObject>> find(Collection<Long> ids) {
    Map<Long, JsonObject> found = new HashMap<>(known.getAllPresent(ids));
    Set<Long> missing = new HashSet<>(ids);
    missing.removeAll(found.keySet());
    if (missing.isEmpty()) {
      return Future.succeededFuture(found);
    }
    return users
        .findAll(missing)
        .map(
            read -> {
              read.forEach((id, user) -> found.put(id, user.toReference()));
              read.forEach((id, user) -> known.put(id, user.toReference()));
              return found;
            });
  }
}
