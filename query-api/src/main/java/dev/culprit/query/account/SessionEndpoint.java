package dev.culprit.query.account;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Caller;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Scope;
import dev.culprit.query.http.Times;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
final class SessionEndpoint implements Endpoint {
  private final UserStore users;
  private final SessionStore sessions;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final AccountAuthenticator authenticator;
  private final AccountSettings settings;

  SessionEndpoint(
      UserStore users,
      SessionStore sessions,
      Passwords passwords,
      LoginThrottle throttle,
      AccountAuthenticator authenticator,
      AccountSettings settings) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.authenticator = authenticator;
    this.settings = settings;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on("getSession", this::tell)
        .on("createSession", this::signIn)
        .on("deleteSession", this::signOut)
        .on("changePassword", this::changePassword);
  }

  private Future<Answer> tell(ApiRequest request) {
    Caller caller = request.callerIfAny().orElse(null);
    if (caller instanceof Session session) {
      setCookie(request, session.token(), SessionStore.LIFETIME.toSeconds());
    }
    return caller == null
        ? users.anyExists().map(exists -> Answer.ok(json(null, !exists)))
        : Future.succeededFuture(Answer.ok(json(caller, false)));
  }

  private Future<Answer> signIn(ApiRequest request) {
    String email = request.body().getString("email").strip();
    String password = request.body().getString("password");
    String address = settings.clientAddress(request.http());
    if (!throttle.allows(email, address)) {
      return Future.failedFuture(
          ApiException.of(
              429,
              "too_many_attempts",
              "Too many attempts",
              "too many wrong passwords; wait a quarter of an hour",
              (int) LoginThrottle.WINDOW.toSeconds()));
    }
    // Counted before the check, so that attempts running at the same time count too.
    throttle.failed(email, address);
    return users
        .findByEmail(email)
        .compose(
            found ->
                found.isEmpty()
                    ? passwords.matchesNobody(password).map(never -> found)
                    : passwords
                        .matches(password, found.get().passwordHash())
                        .map(right -> right ? found : found.filter(nobody -> false)))
        .compose(
            found -> {
              User user =
                  found
                      .orElseThrow(
                          () ->
                              ApiException.of(
                                  401,
                                  "invalid_credentials",
                                  "Not signed in",
                                  "e-mail address or password is wrong"))
                      .user();
              throttle.succeeded(email, address);
              String userAgent = request.http().getHeader("User-Agent");
              return sessions.create(user, userAgent == null ? "" : userAgent);
            })
        .map(
            session -> {
              setCookie(request, session.token(), SessionStore.LIFETIME.toSeconds());
              return Answer.ok(json(session, false));
            });
  }

  private Future<Answer> signOut(ApiRequest request) {
    Session session = (Session) request.caller();
    return sessions
        .delete(session.token())
        .map(
            gone -> {
              authenticator.forget();
              setCookie(request, "", 0);
              return Answer.noContent();
            });
  }

  private Future<Answer> changePassword(ApiRequest request) {
    Session session = (Session) request.caller();
    String email = session.user().email();
    String address = settings.clientAddress(request.http());
    if (!throttle.allows(email, address)) {
      return Future.failedFuture(
          ApiException.of(
              429,
              "too_many_attempts",
              "Too many attempts",
              "too many wrong passwords; wait a quarter of an hour",
              900));
    }
    throttle.failed(email, address);
    return users
        .findByEmail(email)
        .compose(
            found -> {
              String hash =
                  found
                      .orElseThrow(() -> ApiException.unauthenticated("the account is gone"))
                      .passwordHash();
              return passwords.matches(request.body().getString("current_password"), hash);
            })
        .compose(
            right -> {
              if (!right) {
                throw ApiException.invalid("body", "current_password", "is wrong");
              }
              throttle.succeeded(email, address);
              return passwords.hash(request.body().getString("new_password"));
            })
        .compose(hash -> users.changePassword(session.userId(), hash))
        .compose(changed -> sessions.deleteOthers(session))
        .map(
            done -> {
              authenticator.forget();
              return Answer.noContent();
            });
  }

  private void setCookie(ApiRequest request, String value, long maxAgeSeconds) {
    request
        .response()
        .addCookie(
            Cookie.cookie(AccountAuthenticator.COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(settings.secureCookies())
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(maxAgeSeconds));
  }

  private static JsonObject json(@Nullable Caller caller, boolean setupRequired) {
    Session session = caller instanceof Session it ? it : null;
    Set<Scope> scopes = caller == null ? Set.of() : caller.scopes();
    JsonArray names = new JsonArray();
    scopes.forEach(scope -> names.add(scope.text()));
    return new JsonObject()
        .put("authenticated", caller != null)
        .put("user", session == null ? null : session.user().toJson())
        .put("api_key", caller instanceof ApiKey key ? key.toJson() : null)
        .put("scopes", names)
        .put("csrf_token", session == null ? null : Tokens.csrf(session.token()))
        .put("expires_at", session == null ? null : Times.text(session.expiresAt()))
        .put("setup_required", setupRequired);
  }
}
