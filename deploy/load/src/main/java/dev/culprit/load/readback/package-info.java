/** What was kept, as the public REST API tells it, compared with what was acknowledged. */
@NullMarked
package dev.culprit.load.readback;

import org.jspecify.annotations.NullMarked;
