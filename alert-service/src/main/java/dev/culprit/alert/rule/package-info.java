/** What people asked to be told about, and which of it an activity or a series meets. */
@NullMarked
package dev.culprit.alert.rule;

import org.jspecify.annotations.NullMarked;
