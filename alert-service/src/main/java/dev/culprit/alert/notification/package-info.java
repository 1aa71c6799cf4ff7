/** The outbox of notifications: claimed, rendered, delivered, tried again, recorded. */
@NullMarked
package dev.culprit.alert.notification;

import org.jspecify.annotations.NullMarked;
