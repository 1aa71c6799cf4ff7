package dev.culprit.load.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes written once with holes for what differs from event to event: its number (12 digits) and
 * its time (RFC 3339 with microseconds, UTC). Filling costs a copy, so the generator leaves the
 * processor to the services it measures.
 */
public final class Template {
  /** Stands for the event's number in text that becomes a template. */
  public static final String SEQUENCE = "#SEQUENCE##0";

  /** Stands for the event's time in text that becomes a template. */
  public static final String TIME = "#TIME######################";

  private final byte[] bytes;
  private final int[] sequences;
  private final int[] times;

  private Template(byte[] bytes, int[] sequences, int[] times) {
    this.bytes = bytes;
    this.sequences = sequences;
    this.times = times;
  }

  public static Template of(byte[] bytes) {
    return new Template(bytes, find(bytes, SEQUENCE), find(bytes, TIME));
  }

  public int length() {
    return bytes.length;
  }

  /** The bytes with every hole filled, and with room before and after them. */
  public byte[] fill(long sequence, long epochMicros, int before, int after) {
    byte[] filled = new byte[before + bytes.length + after];
    System.arraycopy(bytes, 0, filled, before, bytes.length);
    for (int at : sequences) {
      writeDigits(filled, before + at, SEQUENCE.length(), sequence);
    }
    if (times.length > 0) {
      byte[] time = new byte[TIME.length()];
      Timestamps.write(epochMicros, time, 0);
      for (int at : times) {
        System.arraycopy(time, 0, filled, before + at, time.length);
      }
    }
    return filled;
  }

  static void writeDigits(byte[] target, int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static int[] find(byte[] bytes, String mark) {
    byte[] wanted = mark.getBytes(StandardCharsets.US_ASCII);
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (matches(bytes, at, wanted)) {
        found.add(at);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
