/**
 * The wire of the Sentry SDKs, new and old: envelopes, the store endpoint, reports of browsers,
 * minidumps and check-ins. How events and items look inside is in the packages below.
 */
@NullMarked
package dev.culprit.ingest.sentry;

import org.jspecify.annotations.NullMarked;
