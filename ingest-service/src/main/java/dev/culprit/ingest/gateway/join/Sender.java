package dev.culprit.ingest.gateway.join;

import dev.culprit.ingest.project.ProjectKey;

/**
 * Whose lines these are: only lines of one sender find together.
 *
 * @param gateway the host that the lines name as their origin; empty when none
 */
public record Sender(ProjectKey key, String environment, String gateway) {}
