package dev.culprit.query.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "errors.example, http://errors.example:4318",
    "10.0.0.1, http://10.0.0.1:4318",
    "::1, http://[::1]:4318",
    "[::1], http://[::1]:4318",
  })
  void proposesTheHostThatWasAsked(String host, String http) {
    IngestAddresses addresses =
        new IngestAddresses(Optional.empty(), Optional.empty(), 4318, 4317, 5514);

    JsonObject told = addresses.toJson(7, host);

    assertThat(told.getString("http_url")).isEqualTo(http);
    assertThat(told.getString("grpc_url")).isEqualTo(http.replace("4318", "4317"));
    assertThat(told.getString("syslog_address"))
        .isEqualTo(http.replace("http://", "").replace("4318", "5514"));
    assertThat(told.getString("dsn")).isEqualTo(http.replace("://", "://KEY@") + "/7");
  }

  @Test
  void tellsWhatIsConfigured() {
    IngestAddresses addresses =
        new IngestAddresses(
            Optional.of(URI.create("https://in.example/errors/")),
            Optional.of(URI.create("https://in.example:4317")),
            4318,
            4317,
            5514);

    assertThat(addresses.toJson(7, "ignored"))
        .isEqualTo(
            new JsonObject()
                .put("http_url", "https://in.example/errors")
                .put("grpc_url", "https://in.example:4317")
                .put("syslog_address", "in.example:5514")
                .put("dsn", "https://KEY@in.example/errors/7"));
    assertThat(addresses.dsn(7, "abc", "ignored")).isEqualTo("https://abc@in.example/errors/7");
  }
}
