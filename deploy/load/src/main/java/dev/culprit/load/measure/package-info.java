/** What is measured while sending: answers, latencies and what the processes used. */
@NullMarked
package dev.culprit.load.measure;

import org.jspecify.annotations.NullMarked;
