package dev.culprit.grouping;

import dev.culprit.grouping.endpoint.EngineEndpoint;
import dev.culprit.grouping.event.EventRestorer;
import dev.culprit.grouping.event.PgStoredEvents;
import dev.culprit.grouping.event.StoredEvents;
import dev.culprit.grouping.explain.Explanations;
import dev.culprit.grouping.near.PgProblemTraces;
import dev.culprit.grouping.problem.PgProblemReader;
import dev.culprit.grouping.problem.ProblemReader;
import dev.culprit.grouping.settings.PgSettingsStore;
import dev.culprit.grouping.settings.SettingsCommands;
import dev.culprit.grouping.trial.Trials;
import dev.culprit.grouping.wire.StoredEventReader;
import dev.culprit.grouping.wire.StoredTraceCodec;

/** How people set up grouping, try it and have it explained, wired to PostgreSQL. */
final class EngineParts {

  private EngineParts() {}

  static EngineEndpoint endpoint(StorageParts storage) {
    StoredEvents events = new PgStoredEvents(storage.pool());
    EventRestorer restorer = new StoredEventReader();
    ProblemReader fingerprints = new PgProblemReader(storage.pool());
    return new EngineEndpoint(
        new SettingsCommands(
            new PgSettingsStore(storage.pool()),
            storage.settings(),
            StorageParts.FINGERPRINTER,
            storage.clock()),
        new Trials(
            events,
            restorer,
            fingerprints,
            storage.settings(),
            StorageParts.FINGERPRINTER,
            storage.worker()),
        new Explanations(
            events,
            restorer,
            fingerprints,
            new PgProblemTraces(storage.pool(), new StoredTraceCodec()),
            storage.settings(),
            StorageParts.FINGERPRINTER,
            storage.worker()));
  }
}
