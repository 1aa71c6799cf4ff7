/** What Sentry's SDKs send beside events, as supplements. */
@NullMarked
package dev.culprit.ingest.sentry.item;

import org.jspecify.annotations.NullMarked;
