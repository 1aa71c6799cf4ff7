package dev.culprit.load;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.culprit.load");

  @Test
  void isAClientLikeAnyOther() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.culprit.runtime..",
            "dev.culprit.ingest..",
            "dev.culprit.grouping..",
            "dev.culprit.alert..",
            "dev.culprit.query..")
        .check(CLASSES);
  }

  @Test
  void wiresKnowNothingOfMeasuringAndReadingBack() {
    noClasses()
        .that()
        .resideInAPackage("dev.culprit.load.wire..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.load.measure..", "dev.culprit.load.readback..")
        .check(CLASSES);
  }
}
