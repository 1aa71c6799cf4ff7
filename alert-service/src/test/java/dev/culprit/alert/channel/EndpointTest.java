package dev.culprit.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @Test
  void takesAnAddressApart() {
    assertThat(Endpoint.parse("https://Hooks.example.com/a/b?c=d"))
        .contains(new Endpoint(true, "Hooks.example.com", 443, "/a/b?c=d"));
    assertThat(Endpoint.parse("http://[::1]:8080")).contains(new Endpoint(false, "::1", 8080, "/"));
    assertThat(Endpoint.parse("http://[::1]:8080").orElseThrow().authority())
        .isEqualTo("[::1]:8080");
    assertThat(Endpoint.parse("https://example.com").orElseThrow().authority())
        .isEqualTo("example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "/path",
        "ftp://example.com",
        "file:///etc/passwd",
        "gopher://x",
        "http://",
        "http:///path",
        "http://user@example.com",
        "http://user:password@example.com",
        "http://exa mple.com",
        "http://example.com:99999",
        "http://example.com\r\nHost: other",
        "javascript:alert(1)"
      })
  void takesNothingElse(String url) {
    assertThat(Endpoint.parse(url)).isEmpty();
  }

  @Property
  void neverFails(@ForAll String text) {
    Endpoint.parse(text);
    Endpoint.parse("http://" + text)
        .ifPresent(
            endpoint ->
                assertThat(endpoint.pathAndQuery()).doesNotContain("\r").doesNotContain("\n"));
  }
}
