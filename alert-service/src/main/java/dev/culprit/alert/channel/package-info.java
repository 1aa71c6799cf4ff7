/** Where notifications go, and the secrets needed to send there. */
@NullMarked
package dev.culprit.alert.channel;

import org.jspecify.annotations.NullMarked;
