package dev.culprit.grouping.similarity;

import dev.culprit.grouping.fingerprint.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Traces by their frames and types. Not safe for use by many threads. */
final class TraceIndex {

  private final int commonFrom;
  private final Map<FrameEntry.Key, FrameEntry> entries = new HashMap<>();
  private final List<@Nullable IndexedTrace> slots = new ArrayList<>();
  private final Deque<Integer> free = new ArrayDeque<>();
  private int questions;

  TraceIndex(int commonFrom) {
    this.commonFrom = commonFrom;
  }

  IndexedTrace add(long problemId, Trace trace) {
    Integer reused = free.poll();
    int slot = reused == null ? slots.size() : reused;
    FrameEntry[] frames = new FrameEntry[trace.frames().size()];
    for (int i = 0; i < frames.length; i++) {
      frames[i] =
          entries.computeIfAbsent(FrameEntry.Key.of(trace.frames().get(i)), FrameEntry::new);
      frames[i].add(slot, commonFrom);
    }
    IndexedTrace indexed = new IndexedTrace(slot, problemId, trace, frames);
    if (reused == null) {
      slots.add(indexed);
    } else {
      slots.set(slot, indexed);
    }
    return indexed;
  }

  void remove(IndexedTrace trace) {
    for (FrameEntry frame : trace.frames()) {
      if (frame.remove(trace.slot())) {
        entries.remove(frame.key);
      }
    }
    slots.set(trace.slot(), null);
    free.add(trace.slot());
  }

  /** Takes the place of the question before it. */
  Question ask(Trace event) {
    @Nullable FrameEntry[] found = new FrameEntry[event.frames().size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = entries.get(FrameEntry.Key.of(event.frames().get(i)));
    }
    questions++;
    return new Question(questions, event, found, size());
  }

  IndexedTrace at(int slot) {
    IndexedTrace trace = slots.get(slot);
    if (trace == null) {
      throw new IllegalStateException("A frame leads to a trace that is gone");
    }
    return trace;
  }

  /** One more than the greatest slot. */
  int slots() {
    return slots.size();
  }

  int size() {
    return slots.size() - free.size();
  }
}
