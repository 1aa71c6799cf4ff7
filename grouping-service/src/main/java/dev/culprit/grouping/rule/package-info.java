/** The rules that a project writes: what to group by, and whose code a frame is. */
@NullMarked
package dev.culprit.grouping.rule;

import org.jspecify.annotations.NullMarked;
