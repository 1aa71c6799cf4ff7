package dev.culprit.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.query.testing.Api;
import dev.culprit.query.testing.Reply;
import dev.culprit.query.testing.Samples;
import dev.culprit.query.testing.Servers;
import dev.culprit.runtime.testing.PostgresExtension;
import dev.culprit.runtime.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
  private Servers servers;
  private Samples samples;
  private Api nobody;

  @BeforeAll
  void start(TestDatabase database) {
    servers =
        Servers.queryOnly(
            database,
            Map.of(
                "CULPRIT_PUBLIC_URL",
                "https://errors.example.com",
                "CULPRIT_QUERY_TRUST_FORWARDED",
                "true"));
    samples = new Samples(database.jdbcUrl());
    nobody = Api.anonymous(servers);
  }

  @AfterAll
  void stop() {
    servers.close();
  }

  @Test
  void tellsWhoIsAsking() {
    assertThat(nobody.get("/session").is(200).json().getBoolean("authenticated")).isFalse();
    assertThat(
            nobody
                .with("Cookie", "culprit_session=gone")
                .get("/session")
                .is(200)
                .json()
                .getBoolean("authenticated"))
        .isFalse();
    JsonObject me = nobody.signIn(Servers.EMAIL, Servers.PASSWORD).get("/session").is(200).json();
    assertThat(me.getJsonObject("user").getString("email")).isEqualTo(Servers.EMAIL);
    assertThat(me.getJsonArray("scopes")).contains("admin");
    JsonObject key = Api.of(servers).get("/session").is(200).json();
    assertThat(key.getJsonObject("api_key").getString("name")).isEqualTo("bootstrap");
    assertThat(key.getString("csrf_token")).isNull();
  }

  @Test
  void setsACookieThatScriptsAndOtherSitesCannotUse() {
    Reply reply =
        nobody
            .post(
                "/session",
                new JsonObject()
                    .put("email", Servers.EMAIL.toUpperCase(java.util.Locale.ROOT))
                    .put("password", Servers.PASSWORD))
            .is(200);
    assertThat(reply.header("Set-Cookie"))
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Secure")
        .contains("Path=/");
    assertThat(reply.text())
        .doesNotContain(reply.header("Set-Cookie").replaceAll("culprit_session=([^;]*).*", "$1"));
  }

  @Test
  void keepsOnlyHashesOfSecrets() {
    Api signedIn = nobody.signIn(Servers.EMAIL, Servers.PASSWORD);
    String token = signedIn.headers().get("Cookie").replaceFirst("culprit_session=", "");
    assertThat(
            samples.number(
                "SELECT count(*) FROM accounts.sessions WHERE encode(token_hash, 'escape') LIKE ?",
                "%" + token + "%"))
        .isZero();
    assertThat(
            samples.number(
                "SELECT count(*) FROM accounts.users WHERE password_hash LIKE '$argon2id$%'"))
        .isPositive();
    assertThat(samples.number("SELECT count(*) FROM accounts.api_keys WHERE length(key_hash) = 32"))
        .isPositive();
  }

  @Test
  void endsWithSigningOut() {
    Api signedIn = nobody.signIn(Servers.EMAIL, Servers.PASSWORD);
    signedIn.get("/projects").is(200);
    signedIn.delete("/session").is(204);
    signedIn.get("/projects").isProblem(401, "unauthenticated");
  }

  @Test
  void endsWhenUnusedForThirtyDaysAndLivesOnWhenUsed() {
    Api old = nobody.signIn(Servers.EMAIL, Servers.PASSWORD);
    samples.run("UPDATE accounts.sessions SET expires_at = now() - interval '1 second'");
    old.get("/projects").isProblem(401, "unauthenticated");

    Api used = nobody.signIn(Servers.EMAIL, Servers.PASSWORD);
    samples.run(
        "UPDATE accounts.sessions SET expires_at = now() + interval '1 day', last_used_at = now() - interval '2 minutes' WHERE expires_at > now()");
    used.get("/projects").is(200);
    assertThat(
            samples.number(
                "SELECT count(*) FROM accounts.sessions WHERE expires_at > now() + interval '29 days'"))
        .isPositive();
  }

  @Test
  void endsOtherSessionsWhenThePasswordChanges() {
    JsonObject eve =
        new JsonObject()
            .put("email", "eve@example.com")
            .put("name", "Eve")
            .put("password", "first password");
    Api.of(servers).post("/users", eve).is(201);
    Api here = nobody.signIn("eve@example.com", "first password");
    Api elsewhere = nobody.signIn("eve@example.com", "first password");
    here.put(
            "/session/password",
            new JsonObject()
                .put("current_password", "wrong one!")
                .put("new_password", "second password"))
        .isProblem(400, "invalid_request")
        .names("body", "current_password");
    here.put(
            "/session/password",
            new JsonObject()
                .put("current_password", "first password")
                .put("new_password", "second password"))
        .is(204);
    here.get("/projects").is(200);
    elsewhere.get("/projects").isProblem(401, "unauthenticated");
    nobody.signIn("eve@example.com", "second password");
  }

  @Test
  void endsWhenThePersonIsRemoved() {
    JsonObject dan =
        new JsonObject()
            .put("email", "dan@example.com")
            .put("name", "Dan")
            .put("password", "first password");
    long id = Api.of(servers).post("/users", dan).is(201).json().getLong("id");
    Api signedIn = nobody.signIn("dan@example.com", "first password");
    Api.of(servers).delete("/users/" + id).is(204);
    signedIn.get("/projects").isProblem(401, "unauthenticated");
    Api ada = nobody.signIn(Servers.EMAIL, Servers.PASSWORD);
    long adaId = ada.get("/session").json().getJsonObject("user").getLong("id");
    ada.delete("/users/" + adaId).isProblem(409, "conflict");
  }

  @Test
  void stopsGuessing() {
    Api guesser = nobody.with("X-Forwarded-For", "203.0.113.7");
    JsonObject wrong = new JsonObject().put("email", Servers.EMAIL).put("password", "guess");
    for (int i = 0; i < 5; i++) {
      guesser.post("/session", wrong).isProblem(401, "invalid_credentials");
    }
    Reply stopped =
        guesser
            .post("/session", wrong.copy().put("password", Servers.PASSWORD))
            .isProblem(429, "too_many_attempts");
    assertThat(stopped.header("Retry-After")).isEqualTo("900");
    nobody.with("X-Forwarded-For", "203.0.113.8").signIn(Servers.EMAIL, Servers.PASSWORD);
  }

  @Test
  void answersUnknownPeopleLikeWrongPasswords() {
    JsonObject unknown =
        new JsonObject().put("email", "nobody@example.com").put("password", "guess");
    JsonObject known = new JsonObject().put("email", Servers.EMAIL).put("password", "guess");
    Api guesser = nobody.with("X-Forwarded-For", "203.0.113.9");
    assertThat(guesser.post("/session", unknown).isProblem(401, "invalid_credentials").text())
        .isEqualTo(guesser.post("/session", known).isProblem(401, "invalid_credentials").text());
  }

  @Test
  void makesTheFirstAdministratorOnlyOnce() {
    long before =
        samples.number("SELECT count(*) FROM accounts.users WHERE email = ?", Servers.EMAIL);
    assertThat(before).isEqualTo(1);
    assertThat(samples.number("SELECT count(*) FROM accounts.api_keys WHERE name = 'bootstrap'"))
        .isEqualTo(1);
  }
}
