package dev.culprit.ingest.project;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugsTest {
  @ParameterizedTest
  @CsvSource({"My Shop!, my-shop", "Käse & Brot, kase-brot", "日本, project", "--a--, a"})
  void makesSlugsFromNames(String name, String slug) {
    assertThat(Slugs.from(name)).isEqualTo(slug);
  }

  @Property
  void everyNameGivesAValidSlug(@ForAll String name) {
    assertThat(Slugs.isValid(Slugs.from(name))).isTrue();
  }
}
