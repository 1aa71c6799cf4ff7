/** The management port: liveness, readiness, metrics and settings. */
@NullMarked
package dev.culprit.runtime.management;

import org.jspecify.annotations.NullMarked;
