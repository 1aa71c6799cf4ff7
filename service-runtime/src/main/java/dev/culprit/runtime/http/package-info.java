/** One error body for every HTTP answer, and the one place that writes it. */
@NullMarked
package dev.culprit.runtime.http;

import org.jspecify.annotations.NullMarked;
