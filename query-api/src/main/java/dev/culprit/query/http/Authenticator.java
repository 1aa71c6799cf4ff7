package dev.culprit.query.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Finds out who sends a request. */
public interface Authenticator {
  /**
   * Empty when the request carries no credentials; an {@link ApiException} when they are wrong,
   * expired, or lack the proof that a page of our own sent them.
   */
  Future<Optional<Caller>> authenticate(HttpServerRequest request);
}
