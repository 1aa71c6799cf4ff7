package dev.culprit.grouping.wire;

import java.util.Arrays;

/**
 * One exception in an event's bytes: where its field begins, where its message lies, and which
 * parts of that are its stack: frames, their omitted number, and the raw text. All as offsets in
 * the event.
 */
final class ExceptionPart {

  final int fieldStart;
  final int bodyStart;
  final int bodyEnd;
  String type = "";
  String value = "";

  /** Starts and ends by turns, in order; what is adjacent is one range. */
  private int[] ranges = new int[2];

  private int used;

  ExceptionPart(int fieldStart, int bodyStart, int bodyEnd) {
    this.fieldStart = fieldStart;
    this.bodyStart = bodyStart;
    this.bodyEnd = bodyEnd;
  }

  void addStack(int start, int end) {
    if (used > 0 && ranges[used - 1] == start) {
      ranges[used - 1] = end;
      return;
    }
    if (used == ranges.length) {
      ranges = Arrays.copyOf(ranges, used * 2);
    }
    ranges[used] = start;
    ranges[used + 1] = end;
    used += 2;
  }

  int ranges() {
    return used / 2;
  }

  int start(int range) {
    return ranges[2 * range];
  }

  int end(int range) {
    return ranges[2 * range + 1];
  }

  int stackSize() {
    int size = 0;
    for (int range = 0; range < ranges(); range++) {
      size += end(range) - start(range);
    }
    return size;
  }
}
