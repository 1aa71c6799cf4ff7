/** What happened, as others are told of it. */
@NullMarked
package dev.culprit.grouping.activity;

import org.jspecify.annotations.NullMarked;
