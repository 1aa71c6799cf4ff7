package dev.culprit.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.culprit.runtime");

  /**
   * Words of the product; the event bus, event loops and RFC 9457's problem details are words of
   * the platform.
   */
  private static final Pattern PRODUCT_WORD =
      Pattern.compile("(?i)(event(?!_?(bus|loop))|problem(?!_?detail)|alert|project|incident)");

  @Test
  void knowsNoWordOfTheProduct() {
    List<String> names = CLASSES.stream().flatMap(ArchitectureTest::names).toList();

    assertThat(names).hasSizeGreaterThan(100);
    assertThat(names).noneMatch(name -> PRODUCT_WORD.matcher(name).find());
  }

  @Test
  void dependsOnNoServiceAndNoContract() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.culprit.proto..",
            "dev.culprit.ingest..",
            "dev.culprit.grouping..",
            "dev.culprit.alert..",
            "dev.culprit.query..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.culprit.runtime.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void settingsDependOnNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.culprit.runtime.config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.grpc..", "com.hazelcast..")
        .check(CLASSES);
  }

  private static Stream<String> names(JavaClass type) {
    Stream<String> members =
        type.getMembers().stream()
            .map(JavaMember::getName)
            .filter(name -> !name.startsWith("lambda$"));
    return Stream.concat(Stream.of(type.getSimpleName()), members).map(String::strip);
  }
}
