/** Log lines in the bodies of HTTP requests, as log shippers send them. */
@NullMarked
package dev.culprit.ingest.gateway.http;

import org.jspecify.annotations.NullMarked;
