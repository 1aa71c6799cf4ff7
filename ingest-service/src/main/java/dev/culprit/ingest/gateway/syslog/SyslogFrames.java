package dev.culprit.ingest.gateway.syslog;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a TCP stream into syslog messages (RFC 6587): a length before each, or a newline behind
 * each, told apart by the first byte of every message. A message over the limit is cut; its rest is
 * skipped. Belongs to one connection.
 */
final class SyslogFrames {
  static final int MOST_BYTES = 64 << 10;
  private static final int MOST_DIGITS = 7;

  private final Consumer<String> messages;
  private byte[] buffer = new byte[2_048];
  private int length;

  /** Bytes of the announced message that are still to come; -1 while none is announced. */
  private long announced = -1;

  private long skip;

  SyslogFrames(Consumer<String> messages) {
    this.messages = messages;
  }

  void add(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    int at = 0;
    while (at < bytes.length) {
      at = announced >= 0 ? counted(bytes, at) : delimited(bytes, at);
    }
  }

  /** The sender is done: what it did not finish is a message as well. */
  void end() {
    emit();
  }

  private int counted(byte[] bytes, int at) {
    int count = (int) Math.min(announced, bytes.length - at);
    append(bytes, at, count);
    announced -= count;
    if (announced == 0) {
      emit();
      announced = -1;
    }
    return at + count;
  }

  private int delimited(byte[] bytes, int start) {
    int at = start;
    while (at < bytes.length) {
      byte b = bytes[at];
      if (b == '\n' || b == 0) {
        append(bytes, start, at - start);
        emit();
        return at + 1;
      }
      if (b == ' ' && isLength(bytes, start, at)) {
        append(bytes, start, at - start);
        announced = Long.parseLong(new String(buffer, 0, length, StandardCharsets.US_ASCII));
        length = 0;
        announced = announced == 0 ? -1 : announced;
        return at + 1;
      }
      at++;
    }
    append(bytes, start, at - start);
    return at;
  }

  /** Whether all that came of the message so far is digits. */
  private boolean isLength(byte[] bytes, int start, int end) {
    int digits = length + end - start;
    if (digits == 0 || digits > MOST_DIGITS || skip > 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer[i] < '0' || buffer[i] > '9') {
        return false;
      }
    }
    for (int i = start; i < end; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  private void append(byte[] bytes, int at, int count) {
    int room = MOST_BYTES - length;
    int taken = Math.min(room, count);
    if (length + taken > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + taken));
    }
    System.arraycopy(bytes, at, buffer, length, taken);
    length += taken;
    skip += count - taken;
  }

  private void emit() {
    if (length > 0) {
      messages.accept(new String(buffer, 0, length, StandardCharsets.UTF_8));
    }
    length = 0;
    skip = 0;
    if (buffer.length > 16_384) {
      buffer = new byte[2_048];
    }
  }
}
