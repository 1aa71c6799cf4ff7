package dev.culprit.grouping.pipeline;

import dev.culprit.grouping.event.AttachedFile;
import dev.culprit.grouping.event.AttachmentRow;
import dev.culprit.grouping.event.EventDay;
import dev.culprit.grouping.event.EventLink;
import dev.culprit.grouping.event.EventRow;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.PayloadRow;
import dev.culprit.grouping.payload.CompressedPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is stored beside the rows of a batch's events, for those that were new. */
final class BatchContents {

  private final PreparedBatch batch;
  private final List<EventRow> rows;
  private final Set<Long> storedIds;
  private final long[] sequence;

  /** {@code sequence} has a number for each event, and behind them one for each of their files. */
  BatchContents(PreparedBatch batch, List<EventRow> rows, Set<Long> storedIds, long[] sequence) {
    this.batch = batch;
    this.rows = rows;
    this.storedIds = storedIds;
    this.sequence = sequence;
  }

  List<PayloadRow> payloads() {
    List<PayloadRow> payloads = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      CompressedPayload payload = batch.events().get(i).payload();
      if (payload != null && storedIds.contains(rows.get(i).id())) {
        payloads.add(new PayloadRow(rows.get(i).id(), payload.dictionaryId(), payload.body()));
      }
    }
    return payloads;
  }

  List<EventLink> links() {
    List<EventLink> links = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      EventRow row = rows.get(i);
      if (storedIds.contains(row.id())) {
        for (long link : batch.events().get(i).links()) {
          links.add(new EventLink(row.event().projectId(), link, row.id()));
        }
      }
    }
    return links;
  }

  List<AttachmentRow> attachments() {
    List<AttachmentRow> attachments = new ArrayList<>();
    int number = rows.size();
    for (int i = 0; i < rows.size(); i++) {
      List<AttachedFile> files = batch.events().get(i).files();
      if (!files.isEmpty() && storedIds.contains(rows.get(i).id())) {
        IncomingEvent event = rows.get(i).event();
        for (int position = 0; position < files.size(); position++) {
          long id = EventDay.id(event.day(), sequence[number++]);
          attachments.add(AttachmentRow.of(id, event, position, files.get(position)));
        }
      }
    }
    return attachments;
  }
}
