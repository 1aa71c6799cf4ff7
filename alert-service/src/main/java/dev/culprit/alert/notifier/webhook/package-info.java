/** Delivers a message as a signed JSON request. */
@NullMarked
package dev.culprit.alert.notifier.webhook;

import org.jspecify.annotations.NullMarked;
