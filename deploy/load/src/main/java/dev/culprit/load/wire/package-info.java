/**
 * How it is sent: one implementation a protocol, all of them bounded and without knowledge of pace.
 */
@NullMarked
package dev.culprit.load.wire;

import org.jspecify.annotations.NullMarked;
