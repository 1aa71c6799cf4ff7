package dev.culprit.ingest.gateway.syslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SyslogFramesTest {
  private static final String STREAM =
      "5 <1>ab7 <2>c\nde<3>by newline\n\n2026/11/22 begins with digits\n4 <4>x";

  @Example
  void tellsTheFramingByTheFirstByteOfEachMessage() {
    assertThat(cut(List.of(STREAM)))
        .containsExactly(
            "<1>ab", "<2>c\nde", "<3>by newline", "2026/11/22 begins with digits", "<4>x");
  }

  @Property
  void doesNotDependOnHowTheStreamIsCut(
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 9) Integer> sizes) {
    List<String> chunks = new ArrayList<>();
    int at = 0;
    for (int size : sizes) {
      int end = Math.min(STREAM.length(), at + size);
      chunks.add(STREAM.substring(at, end));
      at = end;
    }
    chunks.add(STREAM.substring(at));

    assertThat(cut(chunks)).isEqualTo(cut(List.of(STREAM)));
  }

  @Example
  void holdsNoMoreThanAMessageMayHave() {
    List<String> messages =
        cut(List.of("200000 " + "x".repeat(200_000) + "<1>" + "y".repeat(200_000) + "\n3 <2>"));

    assertThat(messages).hasSize(3);
    assertThat(messages.get(0)).hasSize(SyslogFrames.MOST_BYTES);
    assertThat(messages.get(1)).hasSize(SyslogFrames.MOST_BYTES).startsWith("<1>y");
    assertThat(messages.get(2)).isEqualTo("<2>");
  }

  @Example
  void whatTheSenderDidNotFinishIsAMessage() {
    assertThat(cut(List.of("50 <1>cut"))).containsExactly("<1>cut");
    assertThat(cut(List.of("<1>cut"))).containsExactly("<1>cut");
  }

  @Property
  void neverThrowsAtGarbage(@ForAll @Size(max = 500) byte[] bytes) {
    SyslogFrames frames = new SyslogFrames(message -> assertThat(message).isNotEmpty());
    frames.add(Buffer.buffer(bytes));
    frames.end();
  }

  private static List<String> cut(List<String> chunks) {
    List<String> messages = new ArrayList<>();
    SyslogFrames frames = new SyslogFrames(messages::add);
    chunks.forEach(chunk -> frames.add(Buffer.buffer(chunk.getBytes(UTF_8))));
    frames.end();
    return messages;
  }
}
