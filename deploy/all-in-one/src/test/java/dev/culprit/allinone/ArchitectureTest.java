package dev.culprit.allinone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.culprit");

  @Test
  void servicesKnowNeitherEachOtherNorThis() {
    for (String service : new String[] {"ingest", "grouping", "alert", "query"}) {
      for (String other :
          new String[] {"ingest", "grouping", "alert", "query", "allinone", "load"}) {
        if (!service.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage("dev.culprit." + service + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("dev.culprit." + other + "..")
              .check(CLASSES);
        }
      }
    }
  }

  @Test
  void servicesAreKnownHereByTheirFrontDoorsOnly() {
    classes()
        .that()
        .resideInAPackage("dev.culprit.allinone..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.culprit.allinone..",
            "dev.culprit.ingest",
            "dev.culprit.grouping",
            "dev.culprit.alert",
            "dev.culprit.query",
            "dev.culprit.runtime..",
            "io..",
            "java..",
            "org.jspecify..",
            "org.slf4j..",
            "picocli..")
        .check(CLASSES);
  }
}
