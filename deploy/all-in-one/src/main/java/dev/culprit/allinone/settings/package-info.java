/**
 * What is set before anything starts: secrets that are made once, ports, and the check of every
 * key.
 */
@NullMarked
package dev.culprit.allinone.settings;

import org.jspecify.annotations.NullMarked;
