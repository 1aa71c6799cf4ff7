package dev.culprit.query.account;

import dev.culprit.query.http.Answer;
import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.ApiRequest;
import dev.culprit.query.http.Caller;
import dev.culprit.query.http.Endpoint;
import dev.culprit.query.http.Operations;
import dev.culprit.query.http.Scope;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** People and API keys. */
final class AccountEndpoint implements Endpoint {
  private final UserStore users;
  private final ApiKeyStore apiKeys;
  private final Passwords passwords;
  private final AccountAuthenticator authenticator;

  AccountEndpoint(
      UserStore users,
      ApiKeyStore apiKeys,
      Passwords passwords,
      AccountAuthenticator authenticator) {
    this.users = users;
    this.apiKeys = apiKeys;
    this.passwords = passwords;
    this.authenticator = authenticator;
  }

  @Override
  public void register(Operations operations) {
    operations
        .on(
            "listUsers",
            request ->
                users.list().map(all -> Answer.list(all.stream().map(User::toJson).toList())))
        .on("createUser", this::createUser)
        .on("deleteUser", this::deleteUser)
        .on(
            "listApiKeys",
            request ->
                apiKeys.list().map(all -> Answer.list(all.stream().map(ApiKey::toJson).toList())))
        .on("createApiKey", this::createApiKey)
        .on("revokeApiKey", this::revokeApiKey);
  }

  private Future<Answer> createUser(ApiRequest request) {
    JsonObject body = request.body();
    return passwords
        .hash(body.getString("password"))
        .compose(
            hash ->
                users.create(
                    body.getString("email"),
                    body.getString("name").strip(),
                    hash,
                    body.getBoolean("is_admin", false)))
        .map(user -> Answer.created(user.toJson()));
  }

  private Future<Answer> deleteUser(ApiRequest request) {
    long id = request.id("user_id");
    if (id == request.caller().userId()) {
      return Future.failedFuture(ApiException.conflict("nobody can remove themselves"));
    }
    return users
        .delete(id)
        .map(
            deleted -> {
              if (!deleted) {
                throw ApiException.notFound("user " + id);
              }
              authenticator.forget();
              return Answer.noContent();
            });
  }

  private Future<Answer> createApiKey(ApiRequest request) {
    Caller caller = request.caller();
    Set<Scope> scopes = new TreeSet<>();
    request
        .body()
        .getJsonArray("scopes")
        .forEach(scope -> Scope.of(scope.toString()).ifPresent(scopes::add));
    String secret = Tokens.newApiKey();
    Long createdBy = caller.userId() == 0 ? null : caller.userId();
    return apiKeys
        .create(secret, request.body().getString("name").strip(), scopes, createdBy)
        .map(
            key ->
                Answer.created(
                    new JsonObject().put("api_key", key.toJson()).put("secret", secret)));
  }

  private Future<Answer> revokeApiKey(ApiRequest request) {
    long id = request.id("api_key_id");
    return apiKeys
        .revoke(id)
        .map(
            (Optional<ApiKey> revoked) -> {
              authenticator.forget();
              return Answer.ok(
                  revoked.orElseThrow(() -> ApiException.notFound("API key " + id)).toJson());
            });
  }
}
