package dev.culprit.ingest.http;

import dev.culprit.ingest.outcome.Rejection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;

/** Answers that are the same on every HTTP wire that has no form of its own for errors. */
public final class JsonAnswers {
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private JsonAnswers() {}

  public static void send(HttpServerResponse response, int status, String json) {
    if (response.ended() || response.closed()) {
      return;
    }
    CrossOrigin.addTo(response);
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(json);
  }

  /** {@code {"error": …, "code": …}}, with Retry-After where waiting helps. */
  public static void refuse(HttpServerResponse response, Rejection rejection) {
    if (response.ended() || response.closed()) {
      return;
    }
    long seconds = secondsUp(rejection.retryAfter());
    if (seconds > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
    send(response, status(rejection), error(rejection.reason(), rejection.code()));
  }

  /** A failure of ours, told without details. */
  public static void fail(HttpServerResponse response) {
    send(response, 500, error("Something went wrong on the server", "internal"));
  }

  static String error(String message, String code) {
    return new JsonObject().put("error", message).put("code", code).encode();
  }

  /** Whole seconds, rounded up, as headers tell them. */
  public static long secondsUp(Duration duration) {
    return (duration.toMillis() + 999) / 1_000;
  }

  /** The status of a refusal on wires that have no rule of their own for it. */
  public static int status(Rejection rejection) {
    if (rejection instanceof Rejection.UnknownKey) {
      return 401;
    }
    if (rejection instanceof Rejection.RateLimited) {
      return 429;
    }
    if (rejection instanceof Rejection.TooLarge) {
      return 413;
    }
    if (rejection instanceof Rejection.Overloaded) {
      return 503;
    }
    if (rejection instanceof Rejection.Malformed malformed) {
      return malformed.field().isEmpty() ? 400 : 422;
    }
    if (rejection instanceof Rejection.Unsupported unsupported) {
      return switch (unsupported.kind()) {
        case PATH -> 404;
        case METHOD -> 405;
        case ENCODING -> 415;
      };
    }
    throw new IllegalStateException("no status for " + rejection.code());
  }
}
