/** Compression of small, similar payloads with a trained dictionary. */
@NullMarked
package dev.culprit.runtime.compression;

import org.jspecify.annotations.NullMarked;
