/** Requests to addresses that users typed in, kept away from the server's own network. */
@NullMarked
package dev.culprit.alert.notifier.outbound;

import org.jspecify.annotations.NullMarked;
