package dev.culprit.grouping.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.culprit.grouping.event.AttachedFile;
import dev.culprit.grouping.event.EventContent;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.event.Trait;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.FrameFindings;
import dev.culprit.grouping.fingerprint.InAppClaim;
import dev.culprit.proto.ingest.v1.Attachment;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.Frame;
import dev.culprit.proto.ingest.v1.LogMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of the wire contract, seen as what can be grouped by and what is kept. */
final class ReportedEvent implements ErrorFacts, EventContent {

  private final ByteString bytes;
  private final EventScan scan;
  private final EventStack stack;
  private final List<Trait> traits;
  private volatile @Nullable Map<String, String> tags;

  ReportedEvent(ByteString bytes, EventScan scan, EventStack stack) {
    this.bytes = bytes;
    this.scan = scan;
    this.stack = stack;
    this.traits = EventTraits.of(scan);
  }

  @Override
  public List<String> clientFingerprint() {
    return scan.fingerprint();
  }

  @Override
  public int exceptionCount() {
    return scan.exceptions().size();
  }

  @Override
  public String exceptionType(int exception) {
    return scan.exceptions().get(exception).type;
  }

  @Override
  public String exceptionValue(int exception) {
    return scan.exceptions().get(exception).value;
  }

  @Override
  public int frameCount(int exception) {
    return stack.of(exception).getFramesCount();
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
  public FrameFindings frameFindings() {
    return stack.findings();
  }

  @Override
  public String platform() {
    return scan.platform();
  }

  @Override
  public String release() {
    return scan.release();
  }

  @Override
  public String environment() {
    return scan.environment();
  }

  @Override
  public String logger() {
    return scan.logger();
  }

  /** Only rules ask, so tags are read when one does. */
  @Override
  public String tag(String name) {
    Map<String, String> known = tags;
    if (known == null) {
      known = readTags();
      tags = known;
    }
    return known.getOrDefault(name, "");
  }

  private Map<String, String> readTags() {
    return whole().getTagsMap();
  }

  @Override
  public String server() {
    return whole().getServerName();
  }

  @Override
  public String transaction() {
    return whole().getTransaction();
  }

  private Event whole() {
    try {
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String framePackage(int exception, int frame) {
    return frame(exception, frame).getPackage();
  }

  @Override
  public InAppClaim inAppClaim(int exception, int frame) {
    Frame said = frame(exception, frame);
    if (!said.hasInApp()) {
      return InAppClaim.UNSAID;
    }
    return said.getInApp() ? InAppClaim.YES : InAppClaim.NO;
  }

  @Override
  public String message() {
    LogMessage message = scan.message();
    return message.getTemplate().isEmpty() ? message.getFormatted() : message.getTemplate();
  }

  @Override
  public @Nullable StackTraceHash stackTraceHash() {
    return stack.hash();
  }

  @Override
  public byte[] stackTrace() {
    return stack.stored();
  }

  @Override
  public byte[] payload() {
    return StoredForms.payload(bytes, scan, stack);
  }

  @Override
  public List<AttachedFile> files() {
    List<AttachedFile> files = new ArrayList<>(scan.attachments().size());
    for (ByteRange range : scan.attachments()) {
      try {
        Event one = Event.parseFrom(bytes.substring(range.start(), range.end()));
        files.add(file(one.getAttachments(0)));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return files;
  }

  static AttachedFile file(Attachment attachment) {
    return new AttachedFile(
        EventReader.clean(attachment.getName()),
        EventReader.clean(attachment.getContentType()),
        EventReader.clean(attachment.getType()),
        attachment.getData().toByteArray());
  }

  @Override
  public List<Trait> traits() {
    return traits;
  }

  @Override
  public List<Long> links() {
    return LinkScan.links(bytes);
  }

  @Override
  public boolean isFromGateway() {
    return scan.gateway() != null;
  }

  private Frame frame(int exception, int frame) {
    return stack.of(exception).getFrames(frame);
  }
}
