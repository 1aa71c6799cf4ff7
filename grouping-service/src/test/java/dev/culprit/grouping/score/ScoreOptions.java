package dev.culprit.grouping.score;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command was asked for. */
record ScoreOptions(boolean onlyTuning, @Nullable Path data, int shuffles, int failures) {

  static final String USAGE =
      """
      Usage: grouping-service/score [--tuning] [--data FILE] [--shuffles N] [--failures N]
        --tuning      only the part that may be looked at while grouping is tuned
        --data FILE   labelled duplicates instead: JSON array or lines, may be gzip
        --shuffles N  how many other arrival orders are tried (3)
        --failures N  shows the N worst splits and merges of the newest version (5; never of the untouched part)
      """;

  static ScoreOptions parse(List<String> arguments) {
    ScoreOptions options = new ScoreOptions(false, null, 3, 5);
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (name.equals("--tuning")) {
        options = new ScoreOptions(true, options.data, options.shuffles, options.failures);
      } else {
        options = options.with(name, value(arguments, ++i));
      }
    }
    return options;
  }

  private ScoreOptions with(String name, String value) {
    return switch (name) {
      case "--data" -> new ScoreOptions(onlyTuning, Path.of(value), shuffles, failures);
      case "--shuffles" -> new ScoreOptions(onlyTuning, data, number(name, value), failures);
      case "--failures" -> new ScoreOptions(onlyTuning, data, shuffles, number(name, value));
      default -> throw new IllegalArgumentException("Unknown option " + name);
    };
  }

  private static String value(List<String> arguments, int at) {
    if (at >= arguments.size()) {
      throw new IllegalArgumentException(arguments.get(at - 1) + " is unknown or needs a value");
    }
    return arguments.get(at);
  }

  private static int number(String name, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= 1000) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number that is out of range.
    }
    throw new IllegalArgumentException(name + " is a number from 0 to 1000, not " + value);
  }
}
