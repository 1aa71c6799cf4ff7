/** Tests of {@code dev.culprit.allinone.console}. */
@NullMarked
package dev.culprit.allinone.console;

import org.jspecify.annotations.NullMarked;
