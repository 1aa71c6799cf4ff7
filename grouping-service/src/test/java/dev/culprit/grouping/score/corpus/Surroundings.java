package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What frameworks, tasks and pools put around an application's frames, by language. */
final class Surroundings {

  /** Why a frame stands there. */
  enum Role {
    LIBRARY,
    ASYNC,
    POOL,
    /** Its function is the type that carries the cause. */
    WRAPPER
  }

  private record Key(String language, Role role) {}

  private final Map<Key, List<StackFrame>> frames = new HashMap<>();

  static Surroundings read(List<String> lines) {
    Surroundings surroundings = new Surroundings();
    lines.forEach(surroundings::add);
    return surroundings;
  }

  private void add(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 5) {
      throw new IllegalArgumentException("Five cells are expected: " + line);
    }
    Key key = new Key(cells[0], Role.valueOf(cells[1].toUpperCase(java.util.Locale.ROOT)));
    StackFrame frame = new StackFrame(cells[3], cells[2], cells[4], 0, false, "");
    frames.computeIfAbsent(key, k -> new ArrayList<>()).add(frame);
  }

  List<StackFrame> of(String language, Role role) {
    return frames.getOrDefault(new Key(language, role), List.of());
  }
}
