package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  private final SecretNames names = SecretNames.with(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "user_password",
        "userPassword",
        "db-passwd",
        "api_key",
        "apiKey",
        "X-API-KEY",
        "Authorization",
        "proxy-authorization",
        "Set-Cookie",
        "csrfToken",
        "access.key",
        "auth",
        "x-auth",
        "authHeader",
        "PIN",
        "card_pin",
        "sid",
        "CVV",
        "cvv2",
        "user[password]",
        "private key",
        "client_secret",
        "JWT",
        "otp_code",
        "creditCard"
      })
  void knowsSecrets(String name) {
    assertThat(names.matches(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "author",
        "shipping",
        "spinner",
        "passenger",
        "compass",
        "name",
        "id",
        "inside",
        "option",
        "authenticity",
        "sidebar",
        "",
        "message",
        "keyboard",
        "monkey",
        "cards",
        "opinion"
      })
  void leavesOrdinaryNamesAlone(String name) {
    assertThat(names.matches(name)).isFalse();
  }

  @Test
  void knowsAProjectsOwnNamesInAnySpelling() {
    SecretNames own = SecretNames.with(List.of("Pass-Number", "straße"));

    assertThat(own.matches("passNumber")).isTrue();
    assertThat(own.matches("old_pass_number_2")).isTrue();
    assertThat(own.matches("Straße")).isTrue();
    assertThat(own.matches("number")).isFalse();
    assertThat(own.matches("password")).isTrue();
  }

  @Property
  void findsAWordWhereverItStands(
      @ForAll @AlphaChars @StringLength(max = 80) String before,
      @ForAll @AlphaChars @StringLength(max = 80) String after) {
    assertThat(names.matches(before + "Password" + after)).isTrue();
  }

  @Property
  void agreesWithPlainSearchOnAProjectsName(@ForAll @StringLength(max = 40) String name) {
    SecretNames own = SecretNames.with(List.of("zq"));
    String letters = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");

    assertThat(own.matches(name) || !names.matches(name) || own.matches(name)).isTrue();
    if (NameAutomaton.isAscii(name) && letters.contains("zq")) {
      assertThat(own.matches(name)).isTrue();
    }
  }
}
