/** What a person in front of the terminal sees. */
@NullMarked
package dev.culprit.allinone.console;

import org.jspecify.annotations.NullMarked;
