package dev.culprit.ingest.gateway.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.culprit.ingest.gateway.NginxLines;
import dev.culprit.ingest.gateway.format.LogFormats;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import dev.culprit.ingest.gateway.record.LogLine;
import dev.culprit.runtime.config.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedRecordsTest {
  private static final SealedRecords SEALS = new SealedRecords(new Secret("0123456789abcdef"));

  @Test
  void givesBackTheSameRecords() {
    NginxLines lines = new NginxLines(7, "/secret-path");
    List<GatewayRecord> records = List.of(read(lines.error()), read(lines.access()));

    byte[] sealed = SEALS.seal(records);

    assertThat(SEALS.open(sealed)).isEqualTo(records);
    assertThat(new String(sealed, ISO_8859_1)).doesNotContain("secret-path");
  }

  @Test
  void anotherTokenOpensNothingAndFindsNothing() {
    SealedRecords other = new SealedRecords(new Secret("another-token-here"));
    byte[] sealed = SEALS.seal(List.of(read(new NginxLines(7, "/a").error())));

    assertThat(other.open(sealed)).isEmpty();
    assertThat(other.match("a word")).isNotEqualTo(SEALS.match("a word"));
    assertThat(SEALS.match("a word")).isEqualTo(SEALS.match("a word"));
  }

  @Test
  void whatWasTamperedWithOpensToNothing() {
    byte[] sealed = SEALS.seal(List.of(read(new NginxLines(7, "/a").error())));
    sealed[sealed.length / 2] ^= 1;

    assertThat(SEALS.open(sealed)).isEmpty();
    assertThat(SEALS.open(new byte[0])).isEmpty();
    assertThat(SEALS.open(new byte[40])).isEmpty();
  }

  private static GatewayRecord read(String line) {
    return LogFormats.read(new LogLine(line, "", "vm", -1, Instant.now())).orElseThrow();
  }
}
