package dev.culprit.grouping.score;

import dev.culprit.grouping.score.Grouping.Placed;
import dev.culprit.grouping.score.corpus.Report;
import dev.culprit.grouping.score.corpus.StackFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where a grouper was wrong most: problems that it split and groups that hold several. */
final class Failures {

  private static final int SHOWN_FRAMES = 6;

  private final List<Placed> events;

  Failures(Grouping grouping) {
    this.events = grouping.events();
  }

  /** The worst of both sorts, each with two events that should have gone otherwise. */
  String worst(int count) {
    StringBuilder text = new StringBuilder("Split although one problem:\n");
    list(text, count, Placed::label, Placed::problem, "groups");
    text.append("\nTogether although several problems:\n");
    list(text, count, Placed::problem, Placed::label, "problems");
    text.append(
        "\nEvents outside the largest group of their problem, of all that had the change:\n");
    strays()
        .forEach(
            (change, n) ->
                text.append(String.format(Locale.ROOT, "%6d of %6d  %s%n", n[1], n[0], change)));
    return text.toString();
  }

  private void list(
      StringBuilder text,
      int count,
      Function<Placed, Object> one,
      Function<Placed, Object> several,
      String what) {
    Map<Object, List<Placed>> byOne =
        events.stream()
            .collect(Collectors.groupingBy(one, LinkedHashMap::new, Collectors.toList()));
    byOne.values().stream()
        .map(
            members ->
                members.stream()
                    .collect(
                        Collectors.groupingBy(several, LinkedHashMap::new, Collectors.toList())))
        .filter(parts -> parts.size() > 1)
        .sorted(Comparator.comparingLong(Failures::wrongPairs).reversed())
        .limit(count)
        .forEach(parts -> show(text, parts, what));
  }

  private static long wrongPairs(Map<Object, List<Placed>> parts) {
    long all = parts.values().stream().mapToLong(List::size).sum();
    return all * all
        - parts.values().stream().mapToLong(part -> (long) part.size() * part.size()).sum();
  }

  private static void show(StringBuilder text, Map<Object, List<Placed>> parts, String what) {
    List<List<Placed>> largest = new ArrayList<>(parts.values());
    largest.sort(Comparator.<List<Placed>>comparingInt(List::size).reversed());
    List<Integer> sizes = largest.stream().map(List::size).limit(8).toList();
    text.append("- ").append(parts.size()).append(' ').append(what).append(' ').append(sizes);
    text.append('\n');
    describe(text, largest.get(0).get(0));
    describe(text, largest.get(1).get(0));
  }

  private static void describe(StringBuilder text, Placed placed) {
    Report report = placed.event().arrival().report();
    text.append("    [").append(placed.label()).append("] ").append(placed.event().origin());
    if (report.isMessageOnly()) {
      text.append("\n      ").append(report.message());
    }
    report
        .chain()
        .forEach(
            thrown -> {
              text.append("\n      ")
                  .append(thrown.type())
                  .append(": ")
                  .append(thrown.value().lines().findFirst().orElse(""));
              text.append("\n        ")
                  .append(
                      thrown.frames().stream()
                          .limit(SHOWN_FRAMES)
                          .map(Failures::frame)
                          .collect(Collectors.joining(" < ")));
            });
    text.append('\n');
  }

  private static String frame(StackFrame frame) {
    String place = frame.module().isEmpty() ? frame.file() : frame.module();
    return (frame.inApp() ? "*" : "") + place + "." + frame.function();
  }

  /**
   * Of each change: how many events had it, and how many of those are outside the largest group.
   */
  private Map<String, long[]> strays() {
    Map<String, long[]> counts = new TreeMap<>();
    Map<String, Map<Long, List<Placed>>> byLabel =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    Placed::label, LinkedHashMap::new, Collectors.groupingBy(Placed::problem)));
    for (Map<Long, List<Placed>> parts : byLabel.values()) {
      List<List<Placed>> largestFirst = new ArrayList<>(parts.values());
      largestFirst.sort(Comparator.<List<Placed>>comparingInt(List::size).reversed());
      for (int i = 0; i < largestFirst.size(); i++) {
        for (Placed placed : largestFirst.get(i)) {
          count(placed, i > 0, counts);
        }
      }
    }
    return counts;
  }

  private static void count(Placed placed, boolean isStray, Map<String, long[]> counts) {
    for (String change : changes(placed)) {
      long[] count = counts.computeIfAbsent(change, c -> new long[2]);
      count[0]++;
      count[1] += isStray ? 1 : 0;
    }
  }

  /** Without the name of a near miss, which says how the problem came about and not the event. */
  private static String[] changes(Placed placed) {
    String origin = placed.event().origin();
    int colon = origin.indexOf(": ");
    return (colon < 0 ? origin : origin.substring(colon + 2)).split(" \\+ ");
  }
}
