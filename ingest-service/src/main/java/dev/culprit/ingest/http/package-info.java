/** What all HTTP wires share: reading bodies, credentials, cross-origin rules, idle connections. */
@NullMarked
package dev.culprit.ingest.http;

import org.jspecify.annotations.NullMarked;
