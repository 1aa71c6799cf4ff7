/**
 * What a line of a proxy's log says, whatever the proxy: the normal form between the readers of
 * formats and those who join, diagnose and count.
 */
@NullMarked
package dev.culprit.ingest.gateway.record;

import org.jspecify.annotations.NullMarked;
