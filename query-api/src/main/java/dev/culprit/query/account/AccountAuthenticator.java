package dev.culprit.query.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.Authenticator;
import dev.culprit.query.http.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Knows callers by {@code Authorization: Bearer KEY}, else by the session cookie. Answers of the
 * database are kept for five seconds, which is how long a revoked key or an ended session may go on
 * working at another instance.
 */
final class AccountAuthenticator implements Authenticator {
  static final String COOKIE = "culprit_session";
  static final String CSRF_HEADER = "Culprit-Csrf";
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_TOKEN = 512;
  private static final String BEARER = "bearer ";

  private final SessionStore sessions;
  private final ApiKeyStore apiKeys;
  // By hash, so that no secret lies in memory longer than its request.
  private final Cache<ByteBuffer, Future<Optional<Caller>>> known =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(REMEMBERED).build();
  private final Cache<Long, Boolean> usesNoted =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(REMEMBERED).build();

  AccountAuthenticator(SessionStore sessions, ApiKeyStore apiKeys) {
    this.sessions = sessions;
    this.apiKeys = apiKeys;
  }

  @Override
  public Future<Optional<Caller>> authenticate(HttpServerRequest request) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null) {
      return byApiKey(authorization);
    }
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null
        ? Future.succeededFuture(Optional.empty())
        : bySession(request, cookie.getValue());
  }

  /** Makes an ended session or a revoked key stop working here at once. */
  void forget() {
    known.invalidateAll();
  }

  private Future<Optional<Caller>> byApiKey(String authorization) {
    String key =
        authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)
            ? authorization.substring(BEARER.length()).trim()
            : "";
    if (key.isEmpty() || key.length() > LONGEST_TOKEN) {
      return Future.failedFuture(
          ApiException.unauthenticated("Authorization must be: Bearer API_KEY"));
    }
    return remembered(key, () -> apiKeys.findValid(key).map(found -> found.map(Caller.class::cast)))
        .map(
            found -> {
              Caller caller =
                  found.orElseThrow(
                      () -> ApiException.unauthenticated("the API key is unknown or revoked"));
              noteUse((ApiKey) caller);
              return found;
            });
  }

  private void noteUse(ApiKey key) {
    if (usesNoted.asMap().putIfAbsent(key.id(), true) == null) {
      apiKeys.noteUse(key.id()).onFailure(cause -> usesNoted.invalidate(key.id()));
    }
  }

  private Future<Optional<Caller>> bySession(HttpServerRequest request, String token) {
    if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
      return Future.failedFuture(
          ApiException.unauthenticated("the session has ended; sign in again"));
    }
    return remembered(token, () -> sessions.find(token).map(found -> found.map(Caller.class::cast)))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw ApiException.unauthenticated("the session has ended; sign in again");
              }
              requireProof(request, token);
              return found;
            });
  }

  /**
   * A page of another site can make a browser send the cookie, but it cannot read the token to send
   * along.
   */
  private static void requireProof(HttpServerRequest request, String token) {
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      return;
    }
    String proof = request.getHeader(CSRF_HEADER);
    if (proof == null || !Tokens.same(Tokens.csrf(token), proof)) {
      throw ApiException.of(
          403,
          "csrf_required",
          "Not allowed",
          "send the session's csrf_token in the header " + CSRF_HEADER);
    }
  }

  private Future<Optional<Caller>> remembered(
      String secret, Supplier<Future<Optional<Caller>>> find) {
    ByteBuffer hash = ByteBuffer.wrap(Tokens.hash(secret));
    Future<Optional<Caller>> remembered = known.getIfPresent(hash);
    if (remembered != null) {
      return remembered;
    }
    Future<Optional<Caller>> asked = find.get();
    known.put(hash, asked);
    asked.onFailure(cause -> known.asMap().remove(hash, asked));
    return asked;
  }
}
