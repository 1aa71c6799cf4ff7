package dev.culprit.query.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gate of every operation: finds out who asks and whether they may, and only then reads the
 * parameters, so that a stranger learns nothing from what is wrong with a request. It reads
 * parameters itself because the library's own reader decodes them twice and guesses their types, by
 * which a release named {@code 1.5} becomes a number.
 */
final class RequestReader implements RequestExtractor {
  static final String CALLER = "culprit.caller";

  private final Authenticator authenticator;

  RequestReader(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  @Override
  public Future<ValidatableRequest> extractValidatableRequest(
      RoutingContext context, Operation operation) {
    if (isOtherPath(context, operation)) {
      return Future.failedFuture(ApiException.notFound("this address"));
    }
    return authenticate(context, operation)
        .map(
            caller -> {
              caller.ifPresent(known -> context.put(CALLER, known));
              return read(context, operation);
            });
  }

  /**
   * The router takes the colon in {@code /problems:bulk} for the start of a parameter and matches
   * more than that.
   */
  private static boolean isOtherPath(RoutingContext context, Operation operation) {
    String path = operation.getAbsoluteOpenAPIPath();
    return path.contains(":") && !path.equals(context.normalizedPath());
  }

  private Future<Optional<Caller>> authenticate(RoutingContext context, Operation operation) {
    if (Boolean.TRUE.equals(operation.getExtensions().get("x-public"))) {
      return authenticator.authenticate(context.request()).recover(RequestReader::asNobody);
    }
    return authenticator
        .authenticate(context.request())
        .map(caller -> Optional.of(allowed(caller, operation)));
  }

  /** Public operations must also work with a cookie that has expired. */
  private static Future<Optional<Caller>> asNobody(Throwable failure) {
    return failure instanceof ApiException
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(failure);
  }

  private static Caller allowed(Optional<Caller> known, Operation operation) {
    Caller caller =
        known.orElseThrow(() -> ApiException.unauthenticated("sign in or send an API key"));
    if (Boolean.TRUE.equals(operation.getExtensions().get("x-session-only"))) {
      if (!caller.isSession()) {
        throw ApiException.forbidden("this needs a signed-in person, not an API key");
      }
      return caller;
    }
    Scope scope =
        Scope.of(String.valueOf(operation.getExtensions().get("x-scope")))
            .orElseThrow(
                () -> new IllegalStateException(operation.getOperationId() + " names no scope"));
    if (!caller.may(scope)) {
      throw ApiException.forbidden("this needs the scope " + scope.text());
    }
    return caller;
  }

  private static ValidatableRequest read(RoutingContext context, Operation operation) {
    Map<String, RequestParameter> path = new HashMap<>();
    Map<String, RequestParameter> query = new HashMap<>();
    for (Parameter parameter : operation.getParameters()) {
      String name = parameter.getName();
      if (parameter.getIn() == Location.PATH) {
        path.put(name, value(parameter, context.pathParam(name)));
      } else if (parameter.getIn() == Location.QUERY) {
        List<String> given = context.queryParam(name);
        if (given.size() > 1) {
          throw ApiException.invalid("query", name, "is given more than once");
        }
        query.put(name, value(parameter, given.isEmpty() ? null : given.get(0)));
      }
    }
    refuseUnknown(context, query.keySet());
    if (operation.getRequestBody() == null) {
      return new ValidatableRequestImpl(Map.of(), Map.of(), path, query);
    }
    Buffer body = context.body().buffer();
    return new ValidatableRequestImpl(
        Map.of(),
        Map.of(),
        path,
        query,
        new RequestParameterImpl(body),
        context.request().getHeader("Content-Type"));
  }

  private static void refuseUnknown(RoutingContext context, Set<String> known) {
    Set<String> given = new HashSet<>(context.queryParams().names());
    given.removeAll(known);
    if (!given.isEmpty()) {
      throw ApiException.invalid(
          given.stream()
              .sorted()
              .map(name -> new FieldError("query", name, "is not a parameter of this operation"))
              .toList());
    }
  }

  /** Text is handed over as a JSON string, the one form that the library leaves as it is. */
  private static RequestParameter value(Parameter parameter, @Nullable String text) {
    if (text == null || parameter.getSchemaType() != SchemaType.STRING) {
      return new RequestParameterImpl(text == null || text.isEmpty() ? null : text);
    }
    if (!StorableText.isStorable(text)) {
      throw ApiException.invalid(
          parameter.getIn().name().toLowerCase(Locale.ROOT),
          parameter.getName(),
          StorableText.REFUSAL);
    }
    return new RequestParameterImpl(text.isEmpty() ? null : Json.encode(text));
  }
}
