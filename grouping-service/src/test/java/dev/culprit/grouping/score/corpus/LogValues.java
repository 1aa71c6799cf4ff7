package dev.culprit.grouping.score.corpus;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the slots of a template with values as they occur in logs. */
final class LogValues {

  private static final Pattern SLOT = Pattern.compile("\\{(\\w+)}");

  private static final List<String> NAMES =
      List.of("ana", "bo", "chidi", "dara", "emre", "fatou", "goran", "hana", "ivan", "jun");
  private static final List<String> WORDS =
      List.of("ember", "lotus", "maple", "onyx", "pearl", "quartz", "raven", "sable", "tulip");
  private static final List<String> FILES =
      List.of("report", "invoice", "export", "avatar", "backup", "import", "ledger");

  private LogValues() {}

  static String fill(String template, Chance chance) {
    return SLOT.matcher(template)
        .replaceAll(slot -> Matcher.quoteReplacement(value(slot.group(1), chance)));
  }

  private static String value(String slot, Chance chance) {
    return switch (slot) {
      case "int" -> chance.digits(chance.between(1, 7));
      case "float" -> chance.between(0, 900) + "." + chance.digits(chance.between(1, 3));
      case "ms" -> chance.digits(chance.between(1, 4)) + "ms";
      case "size" -> chance.digits(chance.between(2, 4)) + chance.pick(List.of("KB", "MB", "GiB"));
      case "uuid" -> chance.uuid();
      case "hex" -> "0x" + chance.hex(chance.between(6, 12));
      case "sha" -> chance.hex(40);
      case "ip" -> ip(chance);
      case "ipv6" -> "2001:db8:" + chance.hex(4) + "::" + chance.hex(3);
      case "hostport" -> ip(chance) + ":" + chance.between(1024, 65000);
      default -> worded(slot, chance);
    };
  }

  private static String worded(String slot, Chance chance) {
    String word = chance.pick(WORDS);
    return switch (slot) {
      case "host" -> word + "-" + chance.between(1, 40) + ".example.com";
      case "url" -> "https://" + word + ".example.com/v1/items/" + chance.digits(5);
      case "path" ->
          "/var/data/" + word + "/" + chance.pick(FILES) + "-" + chance.digits(4) + ".csv";
      case "email" -> chance.pick(NAMES) + chance.between(1, 999) + "@example.org";
      case "user" -> chance.pick(NAMES) + chance.between(1, 99);
      case "word" -> word;
      case "quoted" -> "'" + word + "-" + chance.between(1, 500) + "'";
      case "bool" -> String.valueOf(chance.oneIn(2));
      case "in" -> list(chance);
      case "date" -> date(chance);
      default -> throw new IllegalArgumentException("Unknown slot " + slot);
    };
  }

  private static String ip(Chance chance) {
    return chance.between(10, 203)
        + "."
        + chance.between(0, 255)
        + "."
        + chance.between(0, 255)
        + "."
        + chance.between(1, 254);
  }

  private static String list(Chance chance) {
    StringBuilder list = new StringBuilder("(");
    for (int i = chance.between(1, 6); i > 0; i--) {
      list.append(chance.digits(4)).append(i > 1 ? ", " : ")");
    }
    return list.toString();
  }

  private static String date(Chance chance) {
    int day = chance.between(10, 28);
    String time =
        String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            chance.between(0, 23),
            chance.between(0, 59),
            chance.between(0, 59));
    return switch (chance.between(0, 2)) {
      case 0 -> "2026-03-" + day + "T" + time + "Z";
      case 1 -> "2026-03-" + day + " " + time + "," + chance.digits(3);
      default -> day + "/Mar/2026:" + time + " +0000";
    };
  }
}
