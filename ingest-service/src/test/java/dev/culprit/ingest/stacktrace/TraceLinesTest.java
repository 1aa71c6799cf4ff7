package dev.culprit.ingest.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceLinesTest {
  @Test
  void takesAnyLineEnd() {
    TraceLines lines = TraceLines.of("a\r\nb\r\r\n\nc");

    assertThat(lines.size()).isEqualTo(4);
    assertThat(lines.at(0)).isEqualTo("a");
    assertThat(lines.at(1)).isEqualTo("b");
    assertThat(lines.isBlank(2)).isTrue();
    assertThat(lines.at(3)).isEqualTo("c");
  }

  @Test
  void answersEmptyBeyondBothEnds() {
    TraceLines lines = TraceLines.of("a");

    assertThat(lines.at(-1)).isEmpty();
    assertThat(lines.at(1)).isEmpty();
  }

  @Test
  void removesColours() {
    assertThat(TraceLines.of("\u001b[1;31mred\u001b[m \u001b").at(0)).isEqualTo("red \u001b");
  }

  @Test
  void readsLineEndsThatAServerEscaped() {
    TraceLines lines = TraceLines.of("got 'A\\\\B: x\\nStack trace:\\n#0 {main}'\n");

    assertThat(lines.at(0)).isEqualTo("got 'A\\B: x");
    assertThat(lines.at(1)).isEqualTo("Stack trace:");
    assertThat(lines.at(2)).isEqualTo("#0 {main}'");
  }

  @Test
  void leavesWindowsPathsAlone() {
    assertThat(TraceLines.of("at f (C:\\new\\trace.js:1:2)").size()).isEqualTo(1);
  }

  @Test
  void boundsLinesAndText() {
    TraceLines lines = TraceLines.of("x".repeat(10_000) + "\n" + "y\n".repeat(1 << 20));

    assertThat(lines.at(0)).hasSize(TraceLines.LONGEST_LINE);
    assertThat(lines.size()).isEqualTo((TraceLines.MOST_CHARACTERS - 10_001) / 2 + 2);
  }
}
