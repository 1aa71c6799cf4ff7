package dev.culprit.ingest.project;

import dev.culprit.ingest.scrub.ScrubRules;

/** What accepting an event needs to know of a project; 0 events a minute = the server's default. */
public record Project(long id, String slug, long eventsPerMinute, ScrubRules scrubRules) {}
