/**
 * Alert rules, channels, incidents and notifications: read from alert's tables, changed through
 * alert.
 */
@NullMarked
package dev.culprit.query.alert;

import org.jspecify.annotations.NullMarked;
