package dev.culprit.query.dashboard;

import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.culprit.query.http.Contract;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the browser tests look at is what the server may answer. */
class FixturesMatchContractTest {
  private static Vertx vertx;
  private static OpenAPIContract contract;

  @BeforeAll
  static void load() {
    vertx = Vertx.vertx();
    contract = Contract.load(vertx).await().checked();
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({
    "session, getSession",
    "session-anonymous, getSession",
    "users, listUsers",
    "api-keys, listApiKeys",
    "overview, getOverview",
    "projects, listProjects",
    "facets, getProjectFacets",
    "keys, listIngestionKeys",
    "problems, listProblems",
    "problems-more, listProblems",
    "problems-resolved, listProblems",
    "problem, getProblem",
    "problem-gateway, getProblem",
    "event-gateway, getEvent",
    "related, getRelatedToProblem",
    "event-related, getRelatedToEvent",
    "events, listEvents",
    "event, getEvent",
    "event-sampled, getEvent",
    "feedback, listProjectFeedback",
    "releases, listReleases",
    "monitors, listMonitors",
    "lost-events, getLostEvents",
    "rules, listAlertRules",
    "channels, listChannels",
    "incidents, listIncidents",
    "notifications, listNotifications",
    "fingerprints, listFingerprints",
    "grouping, getGrouping",
    "grouping-trial, tryGrouping",
    "event-grouping, explainEvent"
  })
  void fixtureIsAnAnswerOfTheContract(String fixture, String operation) {
    ResponseValidator validator = ResponseValidator.create(vertx, contract);
    ValidatableResponse response =
        ValidatableResponse.create(200, Fixtures.read(fixture).toBuffer(), "application/json");

    assertThatNoException().isThrownBy(() -> validator.validate(response, operation).await());
  }
}
