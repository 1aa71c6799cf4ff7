package dev.culprit.query.http;

import io.vertx.core.Future;

/**
 * Does what one operation of the contract says; the request is authenticated, allowed and valid by
 * then.
 */
@FunctionalInterface
public interface Operation {
  Future<Answer> handle(ApiRequest request);
}
