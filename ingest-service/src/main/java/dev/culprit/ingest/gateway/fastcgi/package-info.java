/** What application servers write to their standard error, passed on by proxies. */
@NullMarked
package dev.culprit.ingest.gateway.fastcgi;

import org.jspecify.annotations.NullMarked;
