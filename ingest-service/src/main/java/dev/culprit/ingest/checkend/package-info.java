/** The wire of the Checkend SDKs, served unchanged. */
@NullMarked
package dev.culprit.ingest.checkend;

import org.jspecify.annotations.NullMarked;
