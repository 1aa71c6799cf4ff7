package dev.culprit.allinone.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of settings names exactly what the services read. */
final class ConfigurationPageTest {
  private static final Path PAGE = Path.of("../docs/configuration.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(CULPRIT_[A-Z_]+)` \\|", Pattern.MULTILINE);

  @Test
  void namesEveryKeyOnceAndNoOther() throws IOException {
    Set<String> read =
        Services.known(
            Map.of(Credentials.TOKEN, "x".repeat(32), Credentials.SECRET_KEY, "ab".repeat(32)));

    assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
  }

  private static Set<String> documented() throws IOException {
    Set<String> keys = new TreeSet<>();
    Matcher row = ROW.matcher(Files.readString(PAGE));
    while (row.find()) {
      assertThat(keys.add(row.group(1))).as(row.group(1) + " stands twice").isTrue();
    }
    return keys;
  }
}
