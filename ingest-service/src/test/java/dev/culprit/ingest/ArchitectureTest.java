package dev.culprit.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Which package may know which; a wire is a leaf that nobody knows. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.culprit.ingest");

  @Test
  void knowsNoOtherService() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.culprit.grouping..",
                "dev.culprit.alert..",
                "dev.culprit.query..",
                "dev.culprit.allinone..");
    rule.check(CLASSES);
  }

  @Test
  void onlyTheWiringKnowsWires() {
    ArchRule rule =
        classes()
            .that()
            .resideInAnyPackage(
                "dev.culprit.ingest.airbrake..",
                "dev.culprit.ingest.checkend..",
                "dev.culprit.ingest.gateway..",
                "dev.culprit.ingest.otlp..",
                "dev.culprit.ingest.report..",
                "dev.culprit.ingest.sentry..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                "dev.culprit.ingest",
                "dev.culprit.ingest.airbrake..",
                "dev.culprit.ingest.checkend..",
                "dev.culprit.ingest.gateway..",
                "dev.culprit.ingest.otlp..",
                "dev.culprit.ingest.report..",
                "dev.culprit.ingest.sentry..");
    rule.check(CLASSES);
  }

  @Test
  void onlyAWireThatCarriesBrowserReportsKnowsHowToReadThem() {
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage("dev.culprit.ingest.csp..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(
                "dev.culprit.ingest", "dev.culprit.ingest.csp..", "dev.culprit.ingest.sentry..");
    rule.check(CLASSES);
  }

  @Test
  void thePipelineKnowsNoProtocol() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(
                "dev.culprit.ingest.pipeline..",
                "dev.culprit.ingest.limit..",
                "dev.culprit.ingest.scrub..",
                "dev.culprit.ingest.forward..",
                "dev.culprit.ingest.refusal..",
                "dev.culprit.ingest.outcome..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx.core.http..", "io.vertx.ext.web..");
    rule.check(CLASSES);
  }

  @Test
  void jsonEndsAtTheWire() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "dev.culprit.ingest.json..",
                "dev.culprit.ingest.airbrake..",
                "dev.culprit.ingest.checkend..",
                "dev.culprit.ingest.gateway.text..",
                "dev.culprit.ingest.otlp..",
                "dev.culprit.ingest.sentry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");
    rule.check(CLASSES);
  }

  @Test
  void openTelemetrysContractStaysInItsWire() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.culprit.ingest.otlp..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");
    rule.check(CLASSES);
  }

  @Test
  void groupingsContractStaysInForward() {
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.culprit.ingest.forward..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.culprit.proto.grouping..");
    rule.check(CLASSES);
  }

  @Test
  void packagesFormNoCircles() {
    ArchRule rule = slices().matching("dev.culprit.ingest.(*)..").should().beFreeOfCycles();
    rule.check(CLASSES);
  }
}
