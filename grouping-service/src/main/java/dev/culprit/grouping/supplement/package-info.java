/** What comes beside events: feedback, sessions, check-ins, lost events, late files. */
@NullMarked
package dev.culprit.grouping.supplement;

import org.jspecify.annotations.NullMarked;
