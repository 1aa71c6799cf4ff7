package dev.culprit.alert;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.culprit.alert");

  @Test
  void knowsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.ingest..", "dev.culprit.grouping..", "dev.culprit.query..")
        .check(CLASSES);
  }

  @Test
  void onlyTheEndpointsKnowTheWireContract() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.culprit.alert.endpoint..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.proto..", "com.google.protobuf..")
        .check(CLASSES);
  }

  @Test
  void onlyStoresReadRows() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Store")
        .and()
        .doNotHaveSimpleName("ProjectNames")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.vertx.sqlclient.Row")
        .check(CLASSES);
  }

  @Test
  void detectorsKnowNothingOfDatabaseClusterOrClock() {
    noClasses()
        .that()
        .resideInAPackage("dev.culprit.alert.detect..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "com.hazelcast..", "java.time..")
        .check(CLASSES);
  }

  @Test
  void featuresDependOnEachOtherInOneDirection() {
    slices().matching("dev.culprit.alert.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void classesAreFinalOrSealed() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotAnonymousClasses()
        .and()
        .areNotEnums()
        .and()
        .haveSimpleNameNotEndingWith("package-info")
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }
}
