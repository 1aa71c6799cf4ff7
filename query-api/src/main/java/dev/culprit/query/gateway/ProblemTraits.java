package dev.culprit.query.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a problem is told apart by beside environment and release: of those from gateways what
 * failed, of all the error statuses that their events were answered with.
 */
public record ProblemTraits(
    @Nullable String cause,
    @Nullable String proxy,
    @Nullable String upstream,
    List<Integer> httpStatuses) {

  /** Of a problem that has none of them. */
  public static final ProblemTraits NONE = new ProblemTraits(null, null, null, List.of());

  static ProblemTraits of(Row row) {
    String[] statuses = row.getArrayOfStrings("http_statuses");
    return new ProblemTraits(
        row.getString("cause"),
        row.getString("proxy"),
        row.getString("upstream"),
        statuses == null ? List.of() : Arrays.stream(statuses).map(Integer::valueOf).toList());
  }

  /** Whether it comes from a gateway's logs. */
  public boolean isOfGateway() {
    return proxy != null;
  }

  public JsonObject addTo(JsonObject problem) {
    return problem
        .put("cause", cause)
        .put("proxy", proxy)
        .put("upstream", upstream)
        .put("http_statuses", new JsonArray(List.copyOf(httpStatuses)));
  }
}
