package dev.culprit.grouping.score.corpus;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other ids, numbers, dates, addresses and paths in the messages; codes that tell a cause stay. */
final class MessageValues implements Mutation {

  private static final Pattern VALUE =
      Pattern.compile(
          "(?<uuid>\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b)"
              + "|(?<date>\\b20\\d\\d-\\d\\d-\\d\\d)"
              + "|(?<ip>\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b)"
              + "|(?<path>(?<![\\w.:/])/(?:[\\w.-]+/)+[\\w.-]+)"
              + "|(?<hex>\\b0x[0-9a-f]{2,16}\\b|@[0-9a-f]{6,8}\\b)"
              + "|(?<code>(?i:\\b(?:status|code|errno|error|signal|sqlstate)\\W{0,3}\\w+)|\\b[45]\\d\\d(?= [A-Z]))"
              + "|(?<number>(?<![\\w.])\\d+(?![\\w]))");

  @Override
  public String title() {
    return "message values";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    Report changed = report.mapChain(thrown -> thrown.withValue(vary(thrown.value(), chance)));
    return changed.equals(report) ? Optional.empty() : Optional.of(changed);
  }

  static String vary(String text, Chance chance) {
    return VALUE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(varied((Matcher) match, chance)));
  }

  private static String varied(Matcher value, Chance chance) {
    String text = value.group();
    if (value.group("code") != null) {
      return text;
    }
    if (value.group("uuid") != null) {
      return chance.uuid();
    }
    if (value.group("date") != null) {
      return "202"
          + chance.between(4, 6)
          + "-0"
          + chance.between(1, 9)
          + "-"
          + chance.between(10, 28);
    }
    if (value.group("ip") != null) {
      return "10."
          + chance.between(0, 255)
          + "."
          + chance.between(0, 255)
          + "."
          + chance.between(1, 254);
    }
    if (value.group("path") != null) {
      return text.substring(0, text.lastIndexOf('/') + 1) + chance.hex(6) + extension(text);
    }
    if (value.group("hex") != null) {
      int prefix = text.startsWith("@") ? 1 : 2;
      return text.substring(0, prefix) + chance.hex(text.length() - prefix);
    }
    return chance.digits(Math.max(1, text.length() + chance.between(-1, 1)));
  }

  private static String extension(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
  }
}
