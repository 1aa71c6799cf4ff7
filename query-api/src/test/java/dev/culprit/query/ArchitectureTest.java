package dev.culprit.query;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The walls of this module. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.culprit.query");

  @Test
  void knowsNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.ingest..", "dev.culprit.grouping..", "dev.culprit.alert..")
        .check(CLASSES);
  }

  @Test
  void theDashboardUsesOnlyThePublicInterface() {
    noClasses()
        .that()
        .resideInAPackage("..query.dashboard..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..query.account..",
            "..query.problem..",
            "..query.event..",
            "dev.culprit.proto..",
            "io.vertx.sqlclient..")
        .check(CLASSES);
  }

  @Test
  void sharedPartsKnowNoFeature() {
    noClasses()
        .that()
        .resideInAPackage("..query.http..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..query.account..",
            "..query.project..",
            "..query.problem..",
            "..query.event..",
            "..query.rate..",
            "..query.alert..",
            "..query.stream..",
            "io.vertx.sqlclient..",
            "dev.culprit.proto..")
        .check(CLASSES);
  }

  @Test
  void onlyAccountsSeesSecrets() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..query.account..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.password4j..")
        .check(CLASSES);
  }

  @Test
  void viewsDoNotTalkToAnybody() {
    classes()
        .that()
        .haveSimpleNameEndingWith("View")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages("io.grpc..", "io.vertx.ext..")
        .check(CLASSES);
  }

  @Test
  void featuresHaveNoCycles() {
    slices().matching("dev.culprit.query.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
