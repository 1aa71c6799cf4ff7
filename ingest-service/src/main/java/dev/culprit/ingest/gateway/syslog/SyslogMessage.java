package dev.culprit.ingest.gateway.syslog;

import dev.culprit.ingest.gateway.record.LogLine;

/**
 * One syslog message.
 *
 * @param key the ingestion key that it carries in its tag or structured data; empty when none
 * @param environment that its structured data names; empty when none
 */
public record SyslogMessage(LogLine line, String key, String environment) {}
