package dev.culprit.ingest.gateway.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogBindingsTest {
  private final SyslogBindings bindings =
      SyslogBindings.of(
          ":5515=port, 10.0.3.0/24=net, 10.0.4.7=one, 10.0.5.0/25:5516=both, fd00::/8=six");

  @Test
  void theFirstThatFitsDecides() {
    assertThat(bindings.ports()).containsExactly(5515, 5516);
    assertThat(bindings.keyFor("192.0.2.1", 5515)).isEqualTo("port");
    assertThat(bindings.keyFor("10.0.3.200", 0)).isEqualTo("net");
    assertThat(bindings.keyFor("10.0.4.7", 0)).isEqualTo("one");
    assertThat(bindings.keyFor("10.0.4.8", 0)).isEmpty();
    assertThat(bindings.keyFor("10.0.5.127", 5516)).isEqualTo("both");
    assertThat(bindings.keyFor("10.0.5.128", 5516)).isEmpty();
    assertThat(bindings.keyFor("fd12::1", 0)).isEqualTo("six");
    assertThat(bindings.keyFor("nonsense", 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "=secret",
        ":5515=",
        "10.0.0.0/33=secret",
        "example.com=secret",
        "10.0.0.0/x=secret"
      })
  void saysWhatIsWrongWithoutTheKey(String setting) {
    assertThatThrownBy(() -> SyslogBindings.of(setting))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CULPRIT_INGEST_SYSLOG_BINDINGS")
        .hasMessageNotContaining("secret");
  }
}
