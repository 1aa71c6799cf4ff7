package dev.culprit.load.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessUsageTest {
  @Test
  void readsProgramsWithSpacesAndBracketsInTheirNames() {
    String line = "42 (a (b) c) S 7 1 1 0 -1 0 0 0 0 0 150 50 0 0 20 0 1 0";

    assertThat(ProcessUsage.Stat.parse(line))
        .hasValueSatisfying(
            stat -> {
              assertThat(stat.name()).isEqualTo("a (b) c");
              assertThat(stat.parent()).isEqualTo(7);
              assertThat(stat.ticks()).isEqualTo(200);
            });
    assertThat(ProcessUsage.Stat.parse("nonsense")).isEmpty();
  }

  @Test
  void seesThisProcess() {
    assumeThat(Files.isDirectory(Path.of("/proc/self"))).isTrue();

    assertThat(ProcessUsage.of(List.of(ProcessHandle.current().pid())))
        .hasValueSatisfying(usage -> assertThat(usage.totalMegabytes()).isPositive());
  }

  @Test
  void knowsNothingOfNobody() {
    assertThat(ProcessUsage.of(List.of())).isEmpty();
  }

  @Test
  void subtractsWhatWasUsedBefore() {
    ProcessUsage before = new ProcessUsage(Map.of("java", 2.0), Map.of("java", 100L));
    ProcessUsage after =
        new ProcessUsage(Map.of("java", 5.0, "postgres", 1.0), Map.of("java", 120L));

    assertThat(after.since(before).totalCpuSeconds()).isEqualTo(4.0);
    assertThat(after.since(before).totalMegabytes()).isEqualTo(120);
  }
}
