/**
 * Settings from CULPRIT_* environment variables: one typed read per key, secrets redacted, unknown
 * keys refused.
 */
@NullMarked
package dev.culprit.runtime.config;

import org.jspecify.annotations.NullMarked;
