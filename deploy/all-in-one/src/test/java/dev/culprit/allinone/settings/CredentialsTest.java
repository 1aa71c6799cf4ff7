package dev.culprit.allinone.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.culprit.runtime.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsTest {
  @TempDir Path folder;

  @Test
  void makesEverythingUpOnce() {
    Credentials first = Credentials.of(file(), Map.of());
    first.store();

    Credentials second = Credentials.of(file(), Map.of());

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(second.values()).isEqualTo(first.values());
    assertThat(first.get(Credentials.INGESTION_KEY)).matches("[0-9a-f]{32}");
    assertThat(first.get(Credentials.SECRET_KEY)).matches("[0-9a-f]{64}");
    assertThat(first.get(Credentials.TOKEN)).hasSizeGreaterThanOrEqualTo(16);
    assertThat(first.get(Credentials.PASSWORD)).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
  }

  @Test
  void everyInstallationHasItsOwn() {
    assertThat(Credentials.of(file(), Map.of()).values())
        .isNotEqualTo(Credentials.of(file(), Map.of()).values());
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws Exception {
    Credentials.of(file(), Map.of()).store();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingIsWrittenBeforeItIsAskedFor() {
    Credentials.of(file(), Map.of());

    assertThat(file()).doesNotExist();
  }

  @Test
  void whatTheEnvironmentGivesIsUsedAndKept() {
    Map<String, String> given =
        Map.of(Credentials.PASSWORD, "my own password", Credentials.PROJECT, "shop");
    Credentials.of(file(), given).store();

    Credentials later = Credentials.of(file(), Map.of());

    assertThat(later.get(Credentials.PASSWORD)).isEqualTo("my own password");
    assertThat(later.get(Credentials.PROJECT)).isEqualTo("shop");
  }

  @Test
  void aGivenSecretKeyIsNotWrittenDown() throws Exception {
    Map<String, String> given = Map.of(Credentials.SECRET_KEY, "ab".repeat(32));
    Credentials credentials = Credentials.of(file(), given);
    credentials.store();

    assertThat(credentials.get(Credentials.SECRET_KEY)).isEqualTo("ab".repeat(32));
    assertThat(Files.readString(file())).doesNotContain("abab");
    assertThat(Credentials.of(file(), given).get(Credentials.SECRET_KEY))
        .isEqualTo("ab".repeat(32));
    assertThatThrownBy(() -> Credentials.of(file(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(Credentials.SECRET_KEY);
  }

  private Path file() {
    return folder.resolve("credentials");
  }
}
