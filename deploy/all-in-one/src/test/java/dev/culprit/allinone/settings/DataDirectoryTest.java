package dev.culprit.allinone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void belongsToOneLauncherAtATime() {
    try (DataDirectory first = DataDirectory.open(folder)) {
      assertThatThrownBy(() -> DataDirectory.open(folder))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("already running")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data");
      assertThat(first.root()).isAbsolute();
    }
    DataDirectory.open(folder).close();
  }

  @Test
  void tellsToolsWhereTheProductIsWhileItRuns() throws Exception {
    Path running = folder.resolve("running");
    try (DataDirectory data = DataDirectory.open(folder)) {
      data.writeRunning(Map.of("http_url", "http://127.0.0.1:1"));
      assertThat(Files.readString(running)).isEqualTo("http_url=http://127.0.0.1:1\n");
    }
    assertThat(running).doesNotExist();
  }

  @Test
  void saysWhyAFolderCannotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file.toString());
  }
}
