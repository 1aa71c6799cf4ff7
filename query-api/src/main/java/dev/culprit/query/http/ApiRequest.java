package dev.culprit.query.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that was found valid, with its parameters as the types that the contract gives them.
 */
public final class ApiRequest {
  private static final int DEFAULT_LIMIT = 25;

  private final RoutingContext context;
  private final ValidatedRequest validated;
  private final @Nullable Caller caller;

  ApiRequest(RoutingContext context, ValidatedRequest validated, @Nullable Caller caller) {
    this.context = context;
    this.validated = validated;
    this.caller = caller;
  }

  /** Who asks; every operation that is not public has a caller. */
  public Caller caller() {
    if (caller == null) {
      throw ApiException.unauthenticated("sign in or send an API key");
    }
    return caller;
  }

  public Optional<Caller> callerIfAny() {
    return Optional.ofNullable(caller);
  }

  /** A path parameter that is an id. */
  public long id(String name) {
    return ((Number) required(validated.getPathParameters(), name)).longValue();
  }

  /** A path parameter that is text. */
  public String pathText(String name) {
    return required(validated.getPathParameters(), name).toString();
  }

  public Optional<String> text(String name) {
    return query(name).map(Object::toString);
  }

  public String text(String name, String defaultValue) {
    return text(name).orElse(defaultValue);
  }

  public Optional<Long> number(String name) {
    return query(name).map(value -> ((Number) value).longValue());
  }

  public int limit() {
    return number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
  }

  public JsonObject body() {
    return validated.getBody().getJsonObject();
  }

  public HttpServerRequest http() {
    return context.request();
  }

  public HttpServerResponse response() {
    return context.response();
  }

  private Optional<Object> query(String name) {
    return Optional.ofNullable(validated.getQuery().get(name)).map(RequestParameter::get);
  }

  private static Object required(Map<String, RequestParameter> parameters, String name) {
    RequestParameter parameter = parameters.get(name);
    if (parameter == null || parameter.get() == null) {
      throw new IllegalStateException("the contract has no parameter " + name);
    }
    return parameter.get();
  }
}
