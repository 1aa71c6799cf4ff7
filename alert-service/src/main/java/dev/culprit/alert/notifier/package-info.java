/** What every way of delivering a message has in common: the message, the outcome, the seam. */
@NullMarked
package dev.culprit.alert.notifier;

import org.jspecify.annotations.NullMarked;
