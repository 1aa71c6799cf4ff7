package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.Event;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The threads that ran; only the one that the event happened on matters, the others are counted.
 */
final class Threads {
  private final List<StackedEntry> threads;
  private final Map<String, String> names = new HashMap<>();

  Threads(List<StackedEntry> threads) {
    this.threads = threads;
    for (StackedEntry thread : threads) {
      names.putIfAbsent(ValueText.find(thread.fields(), "id"), nameOf(thread));
    }
  }

  /** The name of the thread with this id; the id itself when it has none. */
  String name(String id) {
    return id.isEmpty() ? "" : names.getOrDefault(id, id);
  }

  static String nameOf(StackedEntry thread) {
    return ValueText.find(thread.fields(), "name", "id");
  }

  /** The thread that crashed, else the current one, else the only one. */
  @Nullable StackedEntry stricken() {
    StackedEntry crashed = flagged("crashed");
    StackedEntry found = crashed == null ? flagged("current") : crashed;
    return found == null && threads.size() == 1 ? threads.get(0) : found;
  }

  private @Nullable StackedEntry flagged(String flag) {
    for (StackedEntry thread : threads) {
      Value value = ValueText.value(thread.fields(), flag);
      if (value != null && value.getBoolValue()) {
        return thread;
      }
    }
    return null;
  }

  void count(Event.Builder event) {
    if (!threads.isEmpty()) {
      MapValue.Entry count =
          MapValue.Entry.newBuilder()
              .setKey("count")
              .setValue(Value.newBuilder().setIntValue(threads.size()))
              .build();
      event.putContexts("threads", MapValue.newBuilder().addEntries(count).build());
    }
  }
}
