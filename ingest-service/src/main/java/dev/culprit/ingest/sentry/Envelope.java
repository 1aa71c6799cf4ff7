package dev.culprit.ingest.sentry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends in one request.
 *
 * @param eventId 32 lower-case hex digits; empty when the envelope has none or it is no such id
 * @param sentAt the client's clock when it sent; null when unknown
 * @param dsn the address that the client was set up with; empty unless it tunnels
 * @param isCut whether the envelope ended in the middle of an item, which is left out then
 */
record Envelope(
    String eventId, @Nullable Instant sentAt, String dsn, List<Item> items, boolean isCut) {}
