package dev.culprit.ingest.scrub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.culprit.proto.ingest.v1.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Bounds what files are kept with an event, and takes secrets out of those that are text; all other
 * bytes stay as they are. What is left out is told in the event's notes.
 */
final class AttachmentScrubber {
  static final int MOST = 20;
  static final int MOST_BYTES = 2 << 20;

  private static final Pattern TEXT_NAME =
      Pattern.compile(".*\\.(log|txt|json|xml|csv|ya?ml|md|conf|ini|env|properties)");

  private AttachmentScrubber() {}

  /** Those that fit, in their order; a large one does not keep smaller ones behind it out. */
  static List<Attachment> bound(List<Attachment> attachments, EventCleaner cleaner) {
    List<Attachment> kept = new ArrayList<>(Math.min(attachments.size(), MOST));
    long bytes = 0;
    int leftOut = 0;
    for (Attachment attachment : attachments) {
      long size = attachment.getData().size();
      if (kept.size() < MOST && bytes + size <= MOST_BYTES) {
        Attachment scrubbed = scrub(attachment, cleaner);
        // Text can only grow where a secret is shorter than its replacement.
        bytes += Math.max(size, scrubbed.getData().size());
        kept.add(scrubbed);
      } else {
        leftOut++;
      }
    }
    if (leftOut > 0) {
      cleaner
          .notes()
          .add(
              leftOut
                  + (leftOut == 1 ? " attachment was" : " attachments were")
                  + " left out: at most "
                  + MOST
                  + " of together 2 MiB are kept");
    }
    return kept;
  }

  static Attachment scrub(Attachment attachment, EventCleaner cleaner) {
    String name = cleaner.word("attachments.name", attachment.getName().strip(), 256);
    String contentType =
        cleaner.word("attachments.content_type", attachment.getContentType().strip(), 128);
    return Attachment.newBuilder()
        .setName(name.isEmpty() ? "attachment" : name)
        .setContentType(contentType)
        .setType(cleaner.word("attachments.type", attachment.getType(), 64))
        .setData(
            isText(name, contentType)
                ? withoutSecrets(attachment.getData(), cleaner)
                : attachment.getData())
        .build();
  }

  private static boolean isText(String name, String contentType) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || ((type.isEmpty() || type.equals("application/octet-stream"))
            && TEXT_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches());
  }

  private static ByteString withoutSecrets(ByteString data, EventCleaner cleaner) {
    if (!data.isValidUtf8()) {
      return data;
    }
    String text = data.toStringUtf8();
    String clean = cleaner.withoutSecrets(text);
    return Same.object(clean, text) ? data : ByteString.copyFrom(clean, UTF_8);
  }
}
