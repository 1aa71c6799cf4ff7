package dev.culprit.query.event;

import dev.culprit.proto.ingest.v1.Breadcrumb;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.HttpRequest;
import dev.culprit.proto.ingest.v1.Level;
import dev.culprit.proto.ingest.v1.LogMessage;
import dev.culprit.proto.ingest.v1.NamedValue;
import dev.culprit.proto.ingest.v1.Sdk;
import dev.culprit.proto.ingest.v1.User;
import dev.culprit.proto.ingest.v1.Wire;
import dev.culprit.query.http.Times;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The contract's Event out of what clients reported. */
final class EventJson {
  private EventJson() {}

  /** Adds what only the payload knows to what the row knows. */
  static JsonObject add(JsonObject json, Event event, JsonArray exceptions) {
    json.put("client_event_id", Present.orNull(event.getClientEventId()))
        .put("platform", Present.orNull(event.getPlatform()))
        .put("logger", Present.orNull(event.getLogger()))
        .put("release", Present.orNull(json.getString("release")))
        .put("server_name", Present.orNull(event.getServerName()))
        .put("transaction", Present.orNull(event.getTransaction()))
        .put("exceptions", exceptions)
        .put("message", event.hasMessage() ? message(event.getMessage()) : null)
        .put("fingerprint", new JsonArray(List.copyOf(event.getFingerprintList())))
        .put("request", event.hasRequest() ? request(event.getRequest()) : null)
        .put("http_status", event.getHttpStatus() == 0 ? null : event.getHttpStatus())
        .put("user", event.hasUser() ? user(event.getUser()) : null)
        .put("tags", new JsonObject(new TreeMap<String, Object>(event.getTagsMap())))
        .put("contexts", contexts(event))
        .put("breadcrumbs", breadcrumbs(event.getBreadcrumbsList()))
        .put("sdk", event.hasSdk() ? sdk(event.getSdk()) : null)
        .put("trace_id", Present.orNull(event.getTraceId()))
        .put("span_id", Present.orNull(event.getSpanId()))
        .put("gateway", event.hasGateway() ? GatewayJson.of(event.getGateway()) : null)
        .put("wire", wire(event.getWire()))
        .put("notes", new JsonArray(List.copyOf(event.getNotesList())));
    return json;
  }

  private static JsonObject message(LogMessage message) {
    JsonObject json = new JsonObject().put("formatted", message.getFormatted());
    Present.text(json, "template", message.getTemplate());
    Present.texts(json, "params", message.getParamsList());
    return json;
  }

  private static JsonObject request(HttpRequest request) {
    JsonObject json = new JsonObject();
    Present.text(json, "method", request.getMethod());
    Present.text(json, "url", request.getUrl());
    Present.text(json, "query_string", request.getQueryString());
    json.put("headers", named(request.getHeadersList()));
    if (request.hasParams()) {
      json.put("params", ValueJson.of(request.getParams()));
    }
    json.put("cookies", named(request.getCookiesList()));
    if (request.hasBody()) {
      json.put("body", ValueJson.of(request.getBody()));
    }
    Present.text(json, "remote_address", request.getRemoteAddress());
    Present.text(json, "route", request.getRoute());
    return json;
  }

  private static JsonArray named(List<NamedValue> values) {
    JsonArray json = new JsonArray();
    values.forEach(
        value ->
            json.add(new JsonObject().put("name", value.getName()).put("value", value.getValue())));
    return json;
  }

  private static JsonObject user(User user) {
    JsonObject json = new JsonObject();
    Present.text(json, "id", user.getId());
    Present.text(json, "email", user.getEmail());
    Present.text(json, "username", user.getUsername());
    Present.text(json, "name", user.getName());
    Present.text(json, "ip_address", user.getIpAddress());
    if (user.hasData()) {
      json.put("data", ValueJson.of(user.getData()));
    }
    return json;
  }

  private static JsonObject contexts(Event event) {
    JsonObject json = new JsonObject();
    new TreeMap<>(event.getContextsMap())
        .forEach((name, context) -> json.put(name, ValueJson.of(context)));
    return json;
  }

  private static JsonArray breadcrumbs(List<Breadcrumb> breadcrumbs) {
    JsonArray json = new JsonArray();
    breadcrumbs.forEach(breadcrumb -> json.add(breadcrumb(breadcrumb)));
    return json;
  }

  private static JsonObject breadcrumb(Breadcrumb breadcrumb) {
    JsonObject json = new JsonObject();
    if (breadcrumb.hasAt()) {
      json.put("at", Times.text(breadcrumb.getAt()));
    }
    Present.text(json, "type", breadcrumb.getType());
    Present.text(json, "category", breadcrumb.getCategory());
    String level = LEVELS.get(breadcrumb.getLevel());
    if (level != null) {
      json.put("level", level);
    }
    Present.text(json, "message", breadcrumb.getMessage());
    if (breadcrumb.hasData()) {
      json.put("data", ValueJson.of(breadcrumb.getData()));
    }
    return json;
  }

  private static JsonObject sdk(Sdk sdk) {
    JsonObject json = new JsonObject();
    Present.text(json, "name", sdk.getName());
    Present.text(json, "version", sdk.getVersion());
    Present.text(json, "language", sdk.getLanguage());
    Present.text(json, "language_version", sdk.getLanguageVersion());
    return json;
  }

  private static @Nullable String wire(Wire wire) {
    return wire == Wire.WIRE_UNSPECIFIED || wire == Wire.UNRECOGNIZED
        ? null
        : wire.name().substring("WIRE_".length()).toLowerCase(Locale.ROOT);
  }

  private static final Map<Level, String> LEVELS =
      Map.of(
          Level.LEVEL_DEBUG, "debug",
          Level.LEVEL_INFO, "info",
          Level.LEVEL_WARNING, "warning",
          Level.LEVEL_ERROR, "error",
          Level.LEVEL_FATAL, "fatal");
}
