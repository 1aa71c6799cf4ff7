package dev.culprit.grouping.event;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * A file ready to be stored. With its project, {@code uid} is its identity: a second one changes
 * nothing.
 */
public record AttachmentRow(
    long id, long projectId, UUID eventUid, UUID uid, Instant receivedAt, AttachedFile file) {

  /** The file at that position of its event. */
  public static AttachmentRow of(long id, IncomingEvent event, int position, AttachedFile file) {
    return new AttachmentRow(
        id, event.projectId(), event.uid(), uid(event.uid(), position), event.receivedAt(), file);
  }

  private static UUID uid(UUID event, int position) {
    ByteBuffer name =
        ByteBuffer.allocate(20)
            .putLong(event.getMostSignificantBits())
            .putLong(event.getLeastSignificantBits())
            .putInt(position);
    return UUID.nameUUIDFromBytes(name.array());
  }
}
