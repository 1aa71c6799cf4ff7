package dev.culprit.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path directory;

  @Test
  void keepsBatchesOverARestartInTheirOrder() throws Exception {
    Spool before = Spool.open(directory, 1 << 20);
    for (int i = 0; i < 100; i++) {
      await(before.append(record(i), 1));
    }
    before.close();

    Spool after = Spool.open(directory, 1 << 20);

    assertThat(after.isEmpty()).isFalse();
    assertThat(drain(after)).containsExactlyElementsOf(numbers(100));
    assertThat(after.isEmpty()).isTrue();
    after.close();
    assertThat(segments()).isEmpty();
  }

  @Test
  void syncsManyAppendsTogetherAndLosesNone() throws Exception {
    Spool spool = Spool.open(directory, 64 << 20);
    List<Future<Void>> appends = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      appends.add(spool.append(record(i), 1));
    }
    await(Future.all(appends));

    assertThat(drain(spool)).containsExactlyElementsOf(numbers(5_000));
    spool.close();
  }

  @Test
  void startsNewSegmentsAndDeletesThemOneByOne() throws Exception {
    Spool spool = Spool.open(directory, 64 << 20);
    for (int i = 0; i < 3; i++) {
      await(spool.append(new byte[9 << 20], 1));
    }
    assertThat(segments()).hasSize(3);

    SpoolSegment oldest = await(spool.oldest()).orElseThrow();
    await(spool.remove(oldest));

    assertThat(segments()).hasSize(2);
    assertThat(spool.bytes()).isEqualTo(2L * ((9 << 20) + SpoolFormat.HEADER));
    spool.close();
  }

  @Test
  void refusesWhatDoesNotFitAndTakesItWhenThereIsRoomAgain() throws Exception {
    Spool spool = Spool.open(directory, 1_000);
    await(spool.append(new byte[900], 1));

    assertThat(spool.append(new byte[200], 1).cause()).isInstanceOf(SpoolFullException.class);
    drain(spool);

    await(spool.append(new byte[200], 1));
    spool.close();
  }

  @Test
  void skipsDamageAndToleratesATornTail() throws Exception {
    Spool before = Spool.open(directory, 1 << 20);
    for (int i = 0; i < 3; i++) {
      await(before.append(record(i), 1));
    }
    before.close();
    Path segment = segments().get(0);
    byte[] bytes = Files.readAllBytes(segment);
    bytes[SpoolFormat.HEADER] ^= 1;
    Files.write(segment, bytes);
    Files.write(segment, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);

    Spool after = Spool.open(directory, 1 << 20);

    assertThat(drain(after)).contains("1", "2").doesNotContain("0");
    assertThat(after.corruptRecords()).isPositive();
    after.close();
  }

  @Test
  void isNeverSharedByTwo() throws Exception {
    Spool first = Spool.open(directory, 1 << 20);

    assertThatThrownBy(() -> Spool.open(directory, 1 << 20))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another process");

    first.close();
    Spool.open(directory, 1 << 20).close();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".spool")).sorted().toList();
    }
  }

  private static List<String> drain(Spool spool) throws Exception {
    List<String> records = new ArrayList<>();
    Optional<SpoolSegment> segment = await(spool.oldest());
    while (segment.isPresent()) {
      segment
          .get()
          .records()
          .forEach(
              record -> records.add(new String(record, java.nio.charset.StandardCharsets.UTF_8)));
      await(spool.remove(segment.get()));
      segment = await(spool.oldest());
    }
    return records;
  }

  private static byte[] record(int number) {
    return Integer.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static List<String> numbers(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(String::valueOf).toList();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
