package dev.culprit.ingest.gateway.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import org.junit.jupiter.api.Test;

class SyslogBindingsTest {
  @Test
  void findsTheKeyByPortNetworkOrBoth() {
    SyslogBindings bindings =
        SyslogBindings.of(":5515=a, 10.0.3.0/24=b,10.0.4.0/24:5516=c,2001:db8::/32=d,192.0.2.1=e");

    assertThat(bindings.keyFor("203.0.113.9", 5515)).isEqualTo("a");
    assertThat(bindings.keyFor("10.0.3.255", 0)).isEqualTo("b");
    assertThat(bindings.keyFor("10.0.4.1", 0)).isEmpty();
    assertThat(bindings.keyFor("10.0.4.1", 5516)).isEqualTo("c");
    assertThat(bindings.keyFor("2001:db8:1::7", 0)).isEqualTo("d");
    assertThat(bindings.keyFor("192.0.2.1", 0)).isEqualTo("e");
    assertThat(bindings.keyFor("192.0.2.2", 0)).isEmpty();
    assertThat(bindings.ports()).containsExactly(5515, 5516);
  }

  @Test
  void theFirstThatFitsDecides() {
    assertThat(SyslogBindings.of("10.0.0.0/8=a,10.0.3.0/24=b").keyFor("10.0.3.1", 0))
        .isEqualTo("a");
  }

  @Test
  void namesWhatIsWrongAndNeverTheKey() {
    for (String wrong :
        new String[] {"5515", "=k3y", "host.example=k3y", "10.0.0.0/33=k3y", "10.0.0.0/x=k3y"}) {
      assertThatThrownBy(() -> SyslogBindings.of(wrong))
          .as(wrong)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("CULPRIT_INGEST_SYSLOG_BINDINGS")
          .hasMessageNotContaining("k3y");
    }
  }
}
