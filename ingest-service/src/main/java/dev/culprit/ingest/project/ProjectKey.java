package dev.culprit.ingest.project;

/** A valid ingestion key together with its project. */
public record ProjectKey(long id, KeyHash hash, Project project) {}
