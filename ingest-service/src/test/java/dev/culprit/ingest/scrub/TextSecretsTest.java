package dev.culprit.ingest.scrub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSecretsTest {
  private final TextSecrets secrets = new TextSecrets(SecretNames.with(List.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://x/y?a=1&token=abc&b=2|https://x/y?a=1&token=[scrubbed]&b=2",
        "https://x/y#access_token=abc|https://x/y#access_token=[scrubbed]",
        "user%5Bpassword%5D=x&b=2|user%5Bpassword%5D=[scrubbed]&b=2",
        "postgres://app:hunter2@db/x|postgres://app:[scrubbed]@db/x",
        "Server=db;Password=hunter2;Timeout=3|Server=db;Password=[scrubbed];Timeout=3",
        "login failed: password = hunter2 for bob|login failed: password = [scrubbed] for bob",
        "{\"password\":\"a\\\"b\",\"x\":1}|{\"password\":\"[scrubbed]\",\"x\":1}",
        "{\"pin\": 1234, \"x\": 1}|{\"pin\": [scrubbed], \"x\": 1}",
        "body={\\\"token\\\":\\\"abc\\\",\\\"x\\\":1}|body={\\\"token\\\":\\\"[scrubbed]\\\",\\\"x\\\":1}",
        "{\"password\"=>\"x\", \"a\"=>1}|{\"password\"=>\"[scrubbed]\", \"a\"=>1}",
        "{password: \"x\", a: 1}|{password: \"[scrubbed]\", a: 1}",
        "{'secret': 'x', 'a': 1}|{'secret': '[scrubbed]', 'a': 1}",
        "sent Authorization: Digest a=b c|sent Authorization: [scrubbed]",
        "got Bearer abcdef123456 back|got Bearer [scrubbed] back",
        "Basic dXNlcjpwYXNz|Basic [scrubbed]",
        "card 4111 1111 1111 1111 declined|card [scrubbed] declined",
        "card 5500-0000-0000-0004.|card [scrubbed].",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def-123 expired|jwt [scrubbed] expired",
        "-----BEGIN RSA PRIVATE KEY----- MIIE -----END RSA PRIVATE KEY----- after|[scrubbed] after",
      })
  void takesSecretsOut(String text, String expected) {
    assertThat(secrets.scrub(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SyntaxError: Unexpected token: punc (})",
        "bearer authentication failed",
        "basic authentication is required",
        "order 1234567890123456 not found",
        "at 1785000000000000 us",
        "author=bob&page=2",
        "http://user@host/x",
        "a = b == c",
        "password",
        "password=",
        ""
      })
  void leavesOrdinaryTextAlone(String text) {
    assertThat(secrets.scrub(text)).isSameAs(text);
  }

  @Test
  void leavesSourceCodeReadable() {
    assertThat(secrets.scrubSource("password = readPassword()"))
        .isEqualTo("password = readPassword()");
    assertThat(secrets.scrubSource("h = 'Bearer abcdef123456'"))
        .isEqualTo("h = 'Bearer [scrubbed]'");
  }

  @Property(tries = 3000)
  void scrubbingTwiceChangesNothingMore(@ForAll("texts") String text) {
    String once = secrets.scrub(text);

    assertThat(secrets.scrub(once)).isEqualTo(once);
  }

  @Property(tries = 1000)
  void noPasswordSurvivesWhateverStandsAroundIt(@ForAll("texts") String before) {
    assertThat(secrets.scrub(before + "&password=Hunter2Secret&x=1"))
        .doesNotContain("Hunter2Secret");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "password",
            "token",
            "=",
            ":",
            "\"",
            "'",
            "\\",
            " ",
            "&",
            "x",
            "://",
            "@",
            "Bearer ",
            "eyJ",
            ".",
            "4111111111111111",
            "\n",
            "[scrubbed]",
            "{",
            "}",
            ",",
            "a1b2c3d4e5",
            "é",
            "PRIVATE KEY-----",
            "-----BEGIN",
            "-----END",
            "Cookie",
            "=>")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eyJ",
        "eyJ ",
        "=",
        "a=",
        ":",
        "\":\"",
        "://",
        "Bearer ",
        "4",
        "4 ",
        "PRIVATE KEY-----",
        "-----END",
        "\\",
        "password=",
        "aaaaaaaa =",
        "Basic x",
        "'"
      })
  void noTextMakesItSlow(String part) {
    String text = part.repeat(65_536 / part.length());

    Assertions.assertTimeout(Duration.ofSeconds(2), () -> secrets.scrub(text));
    assertThatCode(() -> secrets.scrubSource(text)).doesNotThrowAnyException();
  }
}
