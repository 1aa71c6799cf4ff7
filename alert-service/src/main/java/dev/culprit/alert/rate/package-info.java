/**
 * Events a minute of every problem and project, held by the instance that owns them in the cluster.
 */
@NullMarked
package dev.culprit.alert.rate;

import org.jspecify.annotations.NullMarked;
