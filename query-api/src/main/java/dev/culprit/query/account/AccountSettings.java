package dev.culprit.query.account;

import dev.culprit.runtime.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * How people and programs sign in.
 *
 * @param secureCookies whether browsers may send the session cookie over HTTPS only
 * @param trustForwarded whether a reverse proxy in front tells the client's address in {@code
 *     X-Forwarded-For}
 * @param adminEmail the first administrator, made when there is nobody yet
 * @param adminPassword made up and logged once when absent
 * @param apiKey a first API key with every scope, made when there is none yet
 */
public record AccountSettings(
    boolean secureCookies,
    boolean trustForwarded,
    String adminEmail,
    Optional<Secret> adminPassword,
    Optional<Secret> apiKey) {

  /** The nearest proxy's word is the last one; those before it can be made up by anybody. */
  String clientAddress(HttpServerRequest request) {
    String forwarded = trustForwarded ? request.getHeader("X-Forwarded-For") : null;
    if (forwarded != null) {
      return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    }
    return request.remoteAddress() == null
        ? ""
        : String.valueOf(request.remoteAddress().hostAddress());
  }
}
