package dev.culprit.ingest.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.culprit.ingest.stacktrace.ParsedStackTrace;
import dev.culprit.ingest.stacktrace.StackTraceText;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.Frame;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Gives the same id to all records that tell of the same occurrence. Within a trace an exception is
 * known by its stack trace, or else by type and message: nested spans and log records repeat it.
 * Outside of a trace a record stands for itself, known by everything it says; records that say
 * exactly the same in one request are counted through. Belongs to one request.
 */
final class OccurrenceIds {
  private static final int BYTES = 16;
  private static final ThreadLocal<MessageDigest> DIGEST =
      ThreadLocal.withInitial(OccurrenceIds::sha256);

  private final Map<String, Integer> repeats = new HashMap<>();

  /** The id within a trace. */
  static String inTrace(ByteString traceId, RecordedException exception, String platform) {
    MessageDigest digest = DIGEST.get();
    digest.update(traceId.asReadOnlyByteBuffer());
    if (!exception.hasStackTrace()) {
      add(digest, exception.type().replace('$', '.'));
      add(digest, exception.message());
    } else if (!addCrash(digest, exception, platform)) {
      exception.stackTrace().lines().map(String::strip).forEach(line -> add(digest, line));
      // Browsers and Go leave the message out of the text, so that it must tell two errors apart.
      if (!exception.isMessageInStackTrace()) {
        add(digest, exception.message());
      }
    }
    return id(digest);
  }

  /** The id of a record that belongs to no trace. */
  String ofRecord(List<String> says) {
    MessageDigest digest = DIGEST.get();
    says.forEach(text -> add(digest, text));
    String id = id(digest);
    int repeat = repeats.merge(id, 1, Integer::sum);
    if (repeat == 1) {
      return id;
    }
    add(digest, id);
    add(digest, Integer.toString(repeat));
    return id(digest);
  }

  /**
   * In Python and .NET a stack trace reaches only as far as where it was recorded, so each of two
   * nested spans has another one; what they share is where it began.
   */
  private static boolean addCrash(
      MessageDigest digest, RecordedException exception, String platform) {
    if (!platform.equals("python") && !platform.equals("csharp")) {
      return false;
    }
    ParsedStackTrace parsed = StackTraceText.parse(exception.stackTrace(), platform);
    if (parsed.exceptions().isEmpty() || parsed.exceptions().get(0).getFramesCount() == 0) {
      return false;
    }
    ExceptionInfo.Builder outermost = parsed.exceptions().get(0);
    Frame crash = outermost.getFrames(0);
    add(digest, RecordedException.simpleName(outermost.getType()));
    add(digest, exception.message().isEmpty() ? outermost.getValue() : exception.message());
    add(digest, crash.getFile());
    add(digest, crash.getModule());
    add(digest, crash.getFunction());
    add(digest, Integer.toString(crash.getLine()));
    return true;
  }

  /** Blank texts count for nothing, so that an empty line more or less changes nothing. */
  private static void add(MessageDigest digest, String text) {
    if (!text.isBlank()) {
      digest.update(text.getBytes(UTF_8));
      digest.update((byte) 0);
    }
  }

  private static String id(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
