package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.AttachedFile;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.fingerprint.Fingerprint.Layer;
import dev.culprit.grouping.payload.CompressedPayload;
import dev.culprit.grouping.problem.FingerprintKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event with everything that can be found out without asking anybody.
 *
 * @param layer what decided about the fingerprint
 * @param stackTrace null when it has none, or when its payload is not kept
 * @param payload null when it is not kept
 * @param files those that are kept; they go with the payload
 * @param links hashes of the ids that other events of its request have too
 */
record PreparedEvent(
    IncomingEvent event,
    FingerprintKey fingerprint,
    Layer layer,
    @Nullable StackTraceHash stackTrace,
    @Nullable CompressedPayload payload,
    List<AttachedFile> files,
    List<Long> links) {}
