/** JSON into the wire-neutral value tree, for every wire that speaks JSON. */
@NullMarked
package dev.culprit.ingest.json;

import org.jspecify.annotations.NullMarked;
