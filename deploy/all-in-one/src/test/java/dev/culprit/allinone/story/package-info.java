/** The main job end to end, against the started product and through its public doors only. */
@NullMarked
package dev.culprit.allinone.story;

import org.jspecify.annotations.NullMarked;
