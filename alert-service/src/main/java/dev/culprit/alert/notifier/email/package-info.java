/** Delivers a message by mail, as plain text and simple HTML. */
@NullMarked
package dev.culprit.alert.notifier.email;

import org.jspecify.annotations.NullMarked;
