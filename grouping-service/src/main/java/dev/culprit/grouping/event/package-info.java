/**
 * Events as they come in and as they are stored: ids, days, stack traces kept once, sampling of
 * payloads.
 */
@NullMarked
package dev.culprit.grouping.event;

import org.jspecify.annotations.NullMarked;
