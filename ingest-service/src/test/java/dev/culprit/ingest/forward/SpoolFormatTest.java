package dev.culprit.ingest.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpoolFormatTest {
  private static byte[] file(List<byte[]> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    records.forEach(record -> out.writeBytes(SpoolFormat.frame(record).array()));
    return out.toByteArray();
  }

  @Property
  void readsWhatWasWritten(@ForAll @Size(max = 20) List<byte[]> records) {
    SpoolFormat.Content content = SpoolFormat.read(file(records));

    assertThat(content.records()).usingElementComparator(Arrays::compare).isEqualTo(records);
    assertThat(content.corrupt()).isZero();
    assertThat(content.torn()).isFalse();
  }

  @Property
  void losesOnlyTheTornRecordAtTheEnd(
      @ForAll @Size(min = 1, max = 10) List<byte[]> records, @ForAll @IntRange(min = 1) int cut) {
    byte[] file = file(records);
    int last = SpoolFormat.HEADER + records.get(records.size() - 1).length;
    int bytesCut = 1 + cut % (last - 1);

    SpoolFormat.Content content = SpoolFormat.read(Arrays.copyOf(file, file.length - bytesCut));

    assertThat(content.records())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(records.subList(0, records.size() - 1));
    assertThat(content.corrupt()).isZero();
  }

  @Property
  void skipsADamagedRecordAndKeepsItsNeighbours(
      @ForAll @IntRange(min = 0, max = 2) int damaged,
      @ForAll @IntRange(min = 0, max = 200) int at) {
    List<byte[]> records = List.of(filled(120, 1), filled(150, 2), filled(90, 3), filled(10, 4));
    byte[] file = file(records);
    int start = 0;
    for (int i = 0; i < damaged; i++) {
      start += SpoolFormat.HEADER + records.get(i).length;
    }
    int length = SpoolFormat.HEADER + records.get(damaged).length;
    file[start + at % length] ^= 0x55;

    SpoolFormat.Content content = SpoolFormat.read(file);

    assertThat(content.records()).hasSize(3).contains(records.get(3));
    assertThat(content.records()).noneMatch(record -> Arrays.equals(record, records.get(damaged)));
    assertThat(content.corrupt()).isEqualTo(1);
  }

  @Property(tries = 2000)
  void neverFailsOnJunk(@ForAll byte[] junk) {
    assertThat(SpoolFormat.read(junk).records()).isEmpty();
  }

  @Test
  void anEmptyFileHoldsNothing() {
    assertThat(SpoolFormat.read(new byte[0]).records()).isEmpty();
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
