/** What nginx logs: access records as JSON or combined, and the error log. */
@NullMarked
package dev.culprit.ingest.gateway.nginx;

import org.jspecify.annotations.NullMarked;
