/**
 * The whole product on one machine: PostgreSQL and the four services, in one JVM or as four
 * processes.
 */
@NullMarked
package dev.culprit.allinone;

import org.jspecify.annotations.NullMarked;
