package dev.culprit.query.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;

/** An answer, with the checks that nearly every test makes. */
public record Reply(HttpResponse<String> http) {
  public int status() {
    return http.statusCode();
  }

  public String text() {
    return http.body();
  }

  public String header(String name) {
    return http.headers().firstValue(name).orElse("");
  }

  public JsonObject json() {
    return new JsonObject(http.body());
  }

  public List<JsonObject> data() {
    return json().getJsonArray("data").stream().map(JsonObject.class::cast).toList();
  }

  public Reply is(int status) {
    assertThat(http.statusCode())
        .as(http.request().method() + " " + http.uri() + " " + http.body())
        .isEqualTo(status);
    return this;
  }

  /** A problem document with this code. */
  public Reply isProblem(int status, String code) {
    is(status);
    assertThat(header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json().getString("code")).as(text()).isEqualTo(code);
    assertThat(json().getInteger("status")).isEqualTo(status);
    return this;
  }

  /** That the problem document names this parameter or field. */
  public Reply names(String in, String name) {
    JsonArray errors = json().getJsonArray("errors", new JsonArray());
    assertThat(
            errors.stream()
                .map(JsonObject.class::cast)
                .map(error -> error.getString("in") + " " + error.getString("name")))
        .as(text())
        .contains(in + " " + name);
    return this;
  }
}
