/** Tests of {@code dev.culprit.allinone.settings}. */
@NullMarked
package dev.culprit.allinone.settings;

import org.jspecify.annotations.NullMarked;
