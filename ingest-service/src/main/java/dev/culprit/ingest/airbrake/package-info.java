/** The wire of the Airbrake notifiers: notices as JSON (v3) and as XML (v2). */
@NullMarked
package dev.culprit.ingest.airbrake;

import org.jspecify.annotations.NullMarked;
