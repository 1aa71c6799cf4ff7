package dev.culprit.allinone.gateways;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * An event of a gateway as REST shows it.
 *
 * @param cause as the proto names it
 * @param url of the request; empty when the logs do not tell it
 * @param raw the lines that tell of it
 */
record StoredFailure(
    String cause,
    String proxy,
    String upstream,
    int status,
    boolean recovered,
    String url,
    String title,
    JsonArray raw) {

  static StoredFailure of(JsonObject event) {
    JsonObject gateway = event.getJsonObject("gateway");
    JsonObject request = event.getJsonObject("request", new JsonObject());
    return new StoredFailure(
        "CAUSE_" + gateway.getString("cause").toUpperCase(Locale.ROOT),
        gateway.getString("proxy"),
        text(gateway, "upstream"),
        number(gateway, "status"),
        Boolean.TRUE.equals(gateway.getBoolean("recovered")),
        request == null ? "" : text(request, "url"),
        text(event, "message"),
        gateway.getJsonArray("raw_lines", new JsonArray()));
  }

  boolean isAbout(GatewayCase each) {
    return each.told()
        ? url.endsWith(each.path())
        : url.isEmpty()
            && upstream.equals(each.upstream())
            && each.causes().stream().anyMatch(one -> one.name().equals(cause));
  }

  private static String text(JsonObject from, String key) {
    Object value = from.getValue(key);
    return value instanceof String text ? text : "";
  }

  private static int number(JsonObject from, String key) {
    return from.getValue(key) instanceof Number number ? number.intValue() : 0;
  }
}
