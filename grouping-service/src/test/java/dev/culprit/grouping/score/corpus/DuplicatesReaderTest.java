package dev.culprit.grouping.score.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicatesReaderTest {

  private static final String STACK =
      "\"stacktrace\":{\"exception\":[\"java.lang.IllegalStateException\"],"
          + "\"frames\":[{\"function\":\"org.example.View.open\",\"file\":\"View.java\",\"fileline\":12},"
          + "{\"function\":\"java.lang.Thread.run\",\"depth\":1}]}";
  private static final String FIRST = "{\"bug_id\":7,\"dup_id\":null,\"creation_ts\":20,%s}";
  private static final String SECOND = "{\"bug_id\":8,\"dup_id\":7,\"creation_ts\":10,%s}";
  private static final String THIRD = "{\"bug_id\":9,\"dup_id\":\"8\",\"creation_ts\":30,%s}";

  @TempDir private Path folder;

  private Corpus read(String text) throws IOException {
    Path file = folder.resolve("data.json");
    return DuplicatesReader.read(Files.writeString(file, text.replace("%s", STACK)));
  }

  @Test
  void duplicatesOfDuplicatesAreOneProblemInOrderOfTime() throws IOException {
    Corpus corpus = read("[" + FIRST + "," + SECOND + "," + THIRD + "]");

    assertThat(corpus.events()).extracting(LabelledEvent::label).containsExactly("7", "7", "7");
    assertThat(corpus.events())
        .extracting(LabelledEvent::origin)
        .containsExactly("report 8", "report 7", "report 9");
  }

  @Test
  void linesAreReadLikeAnArray() throws IOException {
    assertThat(read(FIRST + "\n" + SECOND + "\n").problems()).isEqualTo(1);
  }

  @Test
  void functionsAreSplitIntoModuleAndName() throws IOException {
    Thrown thrown = read(FIRST).events().get(0).arrival().report().innermost();

    assertThat(thrown.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(thrown.frames())
        .containsExactly(
            new StackFrame("open", "org.example.View", "View.java", 12, true, ""),
            new StackFrame("run", "java.lang.Thread", "", 0, false, ""));
  }

  @Test
  void typesOfAChainKeepTheirOrder() throws IOException {
    Corpus corpus =
        read("{\"bug_id\":1,\"stacktrace\":{\"exception\":[\"Outer\",\"Inner\"],\"frames\":[]}}");

    assertThat(corpus.events().get(0).arrival().report().chain())
        .extracting(Thrown::type)
        .containsExactly("Outer", "Inner");
  }

  @Test
  void compressedFilesAreRecognised() throws IOException {
    Path file = folder.resolve("data.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(FIRST.replace("%s", STACK).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(DuplicatesReader.read(file).events()).hasSize(1);
  }

  @Test
  void aCircleOfDuplicatesIsOneProblem() throws IOException {
    String circle =
        "{\"bug_id\":1,\"dup_id\":2,%s}\n{\"bug_id\":2,\"dup_id\":1,%s}\n{\"bug_id\":3,\"dup_id\":2,%s}";

    assertThat(read(circle).problems()).isEqualTo(1);
  }

  @Test
  void saysWhatCannotBeRead() {
    assertThatThrownBy(() -> read("no json")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("[1, 2]")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
  }
}
