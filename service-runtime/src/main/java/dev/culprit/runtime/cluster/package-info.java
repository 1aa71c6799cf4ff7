/** Starting and stopping a Hazelcast member with the settings that this product relies on. */
@NullMarked
package dev.culprit.runtime.cluster;

import org.jspecify.annotations.NullMarked;
