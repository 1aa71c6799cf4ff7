/** What Apache httpd with mod_proxy logs: access records and the error log with its AH numbers. */
@NullMarked
package dev.culprit.ingest.gateway.apache;

import org.jspecify.annotations.NullMarked;
