package dev.culprit.load.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What processes and all their descendants use, read from /proc; nothing is known where there is no
 * /proc. Memory is the proportional share (PSS), so that pages shared by several processes, such as
 * PostgreSQL's buffers, count once.
 *
 * @param cpuSeconds by the name of the program
 * @param memoryMegabytes by the name of the program
 */
public record ProcessUsage(Map<String, Double> cpuSeconds, Map<String, Long> memoryMegabytes) {
  /** The kernel's unit of processor time in /proc, the same on every Linux in use. */
  private static final double TICKS_PER_SECOND = 100;

  private static final Path PROC = Path.of("/proc");

  public static Optional<ProcessUsage> of(Collection<Long> roots) {
    if (roots.isEmpty() || !Files.isDirectory(PROC)) {
      return Optional.empty();
    }
    Map<Long, Stat> all = stats();
    Map<String, Double> cpu = new TreeMap<>();
    Map<String, Long> memory = new TreeMap<>();
    for (long pid : withDescendants(roots, all)) {
      Stat stat = all.get(pid);
      if (stat != null) {
        cpu.merge(stat.name, stat.ticks / TICKS_PER_SECOND, Double::sum);
        memory.merge(stat.name, proportionalKilobytes(pid), Long::sum);
      }
    }
    memory.replaceAll((name, kilobytes) -> kilobytes / 1024);
    return cpu.isEmpty() ? Optional.empty() : Optional.of(new ProcessUsage(cpu, memory));
  }

  /** What was used since then: processor time as a difference, memory as it is now. */
  public ProcessUsage since(ProcessUsage before) {
    Map<String, Double> cpu = new TreeMap<>(cpuSeconds);
    cpu.replaceAll(
        (name, seconds) -> Math.max(0, seconds - before.cpuSeconds.getOrDefault(name, 0.0)));
    return new ProcessUsage(cpu, memoryMegabytes);
  }

  public double totalCpuSeconds() {
    return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  public long totalMegabytes() {
    return memoryMegabytes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Map<Long, Stat> stats() {
    Map<Long, Stat> stats = new HashMap<>();
    try (Stream<Path> entries = Files.list(PROC)) {
      entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .forEach(
              entry ->
                  read(entry.resolve("stat"))
                      .flatMap(Stat::parse)
                      .ifPresent(stat -> stats.put(stat.pid, stat)));
    } catch (IOException unreadable) {
      return Map.of();
    }
    return stats;
  }

  private static Set<Long> withDescendants(Collection<Long> roots, Map<Long, Stat> all) {
    Map<Long, List<Long>> children = new HashMap<>();
    all.values()
        .forEach(
            stat -> children.computeIfAbsent(stat.parent, pid -> new ArrayList<>()).add(stat.pid));
    Set<Long> found = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      long pid = open.pop();
      if (found.add(pid)) {
        open.addAll(children.getOrDefault(pid, List.of()));
      }
    }
    return found;
  }

  private static long proportionalKilobytes(long pid) {
    Path folder = PROC.resolve(Long.toString(pid));
    return read(folder.resolve("smaps_rollup"))
        .flatMap(text -> field(text, "Pss:"))
        .or(() -> read(folder.resolve("status")).flatMap(text -> field(text, "VmRSS:")))
        .orElse(0L);
  }

  static Optional<Long> field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replace("kB", "").trim())
        .map(Long::parseLong)
        .findFirst();
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The few fields of /proc/PID/stat that matter here. */
  record Stat(long pid, String name, long parent, long ticks) {
    static Optional<Stat> parse(String line) {
      int open = line.indexOf('(');
      int close = line.lastIndexOf(')');
      if (open < 0 || close < open) {
        return Optional.empty();
      }
      String[] rest = line.substring(close + 2).split(" ");
      if (rest.length < 13) {
        return Optional.empty();
      }
      long ticks = Long.parseLong(rest[11]) + Long.parseLong(rest[12]);
      long pid = Long.parseLong(line.substring(0, open).trim());
      return Optional.of(
          new Stat(pid, line.substring(open + 1, close), Long.parseLong(rest[1]), ticks));
    }
  }
}
