package dev.culprit.grouping;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The boundaries inside this service. */
class ArchitectureTest {

  private static final String ROOT = "dev.culprit.grouping";

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void aFrozenFingerprintVersionUsesNothingUnfrozen(String version) {
    String frozen = ROOT + ".fingerprint." + version + "..";
    classes()
        .that()
        .resideInAPackage(frozen)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", frozen)
                .or(
                    resideInAPackage(ROOT + ".fingerprint")
                        .and(not(simpleNameStartingWith("Fingerprinter")))))
        .check(SERVICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rule", "template", "similarity"})
  void theEnginesPartsKnowOnlyTheFingerprintContract(String part) {
    String own = ROOT + "." + part;
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", own, ROOT + ".fingerprint")
        .check(SERVICE);
  }

  @Test
  void theFingerprintContractKnowsNoOtherPackage() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".fingerprint")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", ROOT + ".fingerprint")
        .check(SERVICE);
  }

  @Test
  void wireTypesStayAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".wire..", ROOT + ".endpoint..", ROOT + ".alert..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.proto..", "com.google.protobuf..")
        .check(SERVICE);
  }

  @Test
  void sqlTypesStayInTheStoresAndTheWiring() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Pg")
        .and()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..")
        .check(SERVICE);
  }

  @Test
  void theClusterIsKnownWhereSomethingIsShared() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SharedFingerprints")
        .and()
        .doNotHaveSimpleName("ProblemChanges")
        .and()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.hazelcast..")
        .check(SERVICE);
  }

  @Test
  void otherServicesAreNotKnown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.culprit.ingest..", "dev.culprit.alert..", "dev.culprit.query..")
        .check(SERVICE);
  }

  @Test
  void nothingNeedsTheEndpoints() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".endpoint")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".endpoint")
        .check(SERVICE);
  }
}
