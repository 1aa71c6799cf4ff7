/** Takes in what grouping did: counts it once, opens incidents for what happened to problems. */
@NullMarked
package dev.culprit.alert.activity;

import org.jspecify.annotations.NullMarked;
