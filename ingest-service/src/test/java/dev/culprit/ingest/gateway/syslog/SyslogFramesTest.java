package dev.culprit.ingest.gateway.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SyslogFramesTest {
  private static List<String> read(String stream, int chunk) {
    List<String> messages = new ArrayList<>();
    SyslogFrames frames = new SyslogFrames(messages::add);
    byte[] bytes = Buffer.buffer(stream).getBytes();
    for (int at = 0; at < bytes.length; at += chunk) {
      frames.add(Buffer.buffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk))));
    }
    frames.end();
    return messages;
  }

  @Property
  void bothFramingsAreReadHoweverTheStreamIsCut(@ForAll @IntRange(min = 1, max = 40) int chunk) {
    assertThat(read("<13>one\n<13>two 2\n11 <13>three\nx<13>four", chunk))
        .containsExactly("<13>one", "<13>two 2", "<13>three\nx", "<13>four");
  }

  @Test
  void aMessageOverTheLimitIsCutAndTheNextIsWhole() {
    List<String> messages = read("<13>" + "a".repeat(200_000) + "\n<13>next\n", 7_000);

    assertThat(messages).hasSize(2);
    assertThat(messages.get(0)).hasSize(SyslogFrames.MOST_BYTES);
    assertThat(messages.get(1)).isEqualTo("<13>next");
  }

  @Test
  void aLyingLengthTakesNoMoreThanTheLimit() {
    List<String> messages = read("9999999 <13>" + "a".repeat(300_000), 7_000);

    assertThat(messages).hasSize(1);
    assertThat(messages.get(0)).hasSize(SyslogFrames.MOST_BYTES);
  }

  @Test
  void garbageIsOnlyGarbage() {
    assertThat(read("\u0000\u0000\n\n12 \u0001", 3)).hasSize(1);
  }
}
