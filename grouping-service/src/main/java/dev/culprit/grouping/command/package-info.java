/** What people do to problems: change their state, delete them. */
@NullMarked
package dev.culprit.grouping.command;

import org.jspecify.annotations.NullMarked;
