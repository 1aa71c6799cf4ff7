package dev.culprit.grouping.wire;

import dev.culprit.grouping.event.AttachedFile;
import dev.culprit.grouping.event.EventContent;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.util.List;

/** An event of the wire contract, seen as what can be grouped by and what is kept. */
final class ReportedEvent implements ErrorFacts, EventContent {

  private final Event event;

  ReportedEvent(Event event) {
    this.event = event;
  }

  @Override
  public List<String> clientFingerprint() {
    return event.getFingerprintList();
  }

  @Override
  public int exceptionCount() {
    return event.getExceptionsCount();
  }

  @Override
  public String exceptionType(int exception) {
    return event.getExceptions(exception).getType();
  }

  @Override
  public String exceptionValue(int exception) {
    return event.getExceptions(exception).getValue();
  }

  @Override
  public int frameCount(int exception) {
    return event.getExceptions(exception).getFramesCount();
  }

  @Override
  public String frameFunction(int exception, int frame) {
    return frame(exception, frame).getFunction();
  }

  @Override
  public String frameModule(int exception, int frame) {
    return frame(exception, frame).getModule();
  }

  @Override
  public String frameFile(int exception, int frame) {
    return frame(exception, frame).getFile();
  }

  @Override
  public boolean isFrameInApp(int exception, int frame) {
    return frame(exception, frame).getInApp();
  }

  @Override
  public String message() {
    LogMessage message = event.getMessage();
    return message.getTemplate().isEmpty() ? message.getFormatted() : message.getTemplate();
  }

  @Override
  public byte[] stackTrace() {
    return StoredForms.stackTrace(event);
  }

  @Override
  public byte[] payload() {
    return StoredForms.payload(event);
  }

  @Override
  public List<AttachedFile> files() {
    return event.getAttachmentsCount() == 0
        ? List.of()
        : event.getAttachmentsList().stream().map(ReportedEvent::file).toList();
  }

  static AttachedFile file(Attachment attachment) {
    return new AttachedFile(
        EventReader.clean(attachment.getName()),
        EventReader.clean(attachment.getContentType()),
        EventReader.clean(attachment.getType()),
        attachment.getData().toByteArray());
  }

  private Frame frame(int exception, int frame) {
    ExceptionInfo info = event.getExceptions(exception);
    return info.getFrames(frame);
  }
}
