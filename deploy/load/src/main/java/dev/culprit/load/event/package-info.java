/** What is sent: made-up but realistic errors, written once and given a number each time. */
@NullMarked
package dev.culprit.load.event;

import org.jspecify.annotations.NullMarked;
