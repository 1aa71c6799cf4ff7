package dev.culprit.ingest.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.ingest.outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeReaderTest {
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";
  private static final String HEAD =
      "{\"event_id\":\"" + ID + "\",\"sent_at\":\"2026-11-22T05:02:14.250Z\"}\n";

  private static Envelope read(String text) {
    return EnvelopeReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String payload(Envelope envelope, int item) {
    return envelope.items().get(item).payload().toStringUtf8();
  }

  @Test
  void readsItemsWithAndWithoutLength() {
    Envelope envelope =
        read(
            HEAD
                + "{\"type\":\"event\"}\n{\"a\":1}\n"
                + "{\"type\":\"attachment\",\"length\":26,\"filename\":\"x.txt\"}\n"
                + "line\n{\"type\":\"event\"}\nend.\n"
                + "{\"type\":\"session\"}\n{\"b\":2}");

    assertThat(envelope.eventId()).isEqualTo(ID);
    assertThat(envelope.sentAt()).isEqualTo(Instant.parse("2026-11-22T05:02:14.250Z"));
    assertThat(envelope.items())
        .extracting(Item::type)
        .containsExactly("event", "attachment", "session");
    assertThat(payload(envelope, 1)).isEqualTo("line\n{\"type\":\"event\"}\nend.");
    assertThat(envelope.items().get(1).fileName()).isEqualTo("x.txt");
    assertThat(payload(envelope, 2)).isEqualTo("{\"b\":2}");
    assertThat(envelope.isCut()).isFalse();
  }

  @Test
  void emptyHeadersAndEmptyLinesAreFine() {
    Envelope envelope = read("{}\n\n\n{\"type\":\"client_report\"}\n{}\n\n");

    assertThat(envelope.eventId()).isEmpty();
    assertThat(envelope.items()).hasSize(1);
    assertThat(read("{}").items()).isEmpty();
  }

  @Test
  void keepsWhatStandsBeforeALyingLength() {
    Envelope envelope =
        read(
            HEAD
                + "{\"type\":\"event\"}\n{}\n"
                + "{\"type\":\"attachment\",\"length\":5000}\nshort\n");

    assertThat(envelope.items()).extracting(Item::type).containsExactly("event");
    assertThat(envelope.isCut()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999999999", "1e3", "\"x\"", "4", "2"})
  void aLengthThatDoesNotEndAtALineIsNotTrusted(String length) {
    Envelope envelope = read(HEAD + "{\"type\":\"attachment\",\"length\":" + length + "}\nabc\n");

    assertThat(envelope.items()).filteredOn(item -> !payloadEndsLine(item)).isEmpty();
  }

  private static boolean payloadEndsLine(Item item) {
    String text = item.payload().toStringUtf8();
    return text.equals("abc") || text.equals("abc\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n{}", "[]", "hello", "{\"a\":", "\u0000"})
  void refusesWhatHasNoHeader(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(Refused.class);
  }

  @Property(tries = 300)
  void anEnvelopeCutAnywhereIsReadOrRefused(@ForAll @IntRange(max = 200) int cut) {
    byte[] whole =
        (HEAD + "{\"type\":\"event\",\"length\":7}\n{\"a\":1}\n{\"type\":\"x\"}\nyy\n")
            .getBytes(StandardCharsets.UTF_8);
    readOrRefuse(Arrays.copyOf(whole, Math.min(cut, whole.length)));
  }

  @Property(tries = 500)
  void anyBytesAreReadOrRefused(@ForAll @Size(max = 2_000) byte[] bytes) {
    readOrRefuse(bytes);
    byte[] behindAHeader = new byte[bytes.length + 3];
    behindAHeader[0] = '{';
    behindAHeader[1] = '}';
    behindAHeader[2] = '\n';
    System.arraycopy(bytes, 0, behindAHeader, 3, bytes.length);
    assertThat(EnvelopeReader.read(behindAHeader).items().size()).isLessThanOrEqualTo(500);
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      assertThat(EnvelopeReader.read(bytes)).isNotNull();
    } catch (Refused refused) {
      assertThat(refused.rejection().code()).isEqualTo("malformed");
    }
  }
}
