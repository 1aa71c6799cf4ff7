/** What proxies written in Go log of a failed round trip. */
@NullMarked
package dev.culprit.ingest.gateway.golang;

import org.jspecify.annotations.NullMarked;
