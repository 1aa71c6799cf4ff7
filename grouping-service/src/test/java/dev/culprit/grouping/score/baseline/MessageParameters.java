package dev.culprit.grouping.score.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Replaces variable parts of messages by their kind, in the order in which Sentry looks for them.
 */
final class MessageParameters {

  private static final Map<String, Pattern> KINDS = new LinkedHashMap<>();

  static {
    kind("email", "[\\w.+-]+@[\\w-]+\\.[\\w.-]+");
    kind("url", "\\b(?:wss?|https?|ftp|file)://[^\\s/$.?#].[^\\s)\\]'\"]*");
    kind(
        "hostname", "\\b(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.){2,8}(?:com|net|org|io|dev)\\b");
    kind(
        "ip",
        "(?:\\b(?:\\d{1,3}\\.){3}\\d{1,3}\\b)"
            + "|\\b(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}\\b"
            + "|\\b(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}\\b");
    kind("traceparent", "\\b00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\\b");
    kind("uuid", "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
    kind("sha1", "\\b[0-9a-fA-F]{40}\\b");
    kind("md5", "\\b[0-9a-fA-F]{32}\\b");
    kind(
        "date",
        "\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?"
            + "|\\b\\d{1,2}/[A-Z][a-z]{2}/\\d{4}(?::\\d\\d:\\d\\d:\\d\\d)?(?: [+-]\\d{4})?"
            + "|\\b\\d\\d:\\d\\d:\\d\\d\\b");
    kind("duration", "\\b\\d+(?:\\.\\d+)?(?:ms|s|m|h|us|ns)\\b");
    kind("hex", "\\b0[xX][0-9a-fA-F]+\\b|\\b(?=[a-f]*\\d)[0-9a-f]{8,128}\\b");
    kind("git_sha", "\\b(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7}\\b");
    kind("float", "-\\d+\\.\\d+\\b|\\b\\d+\\.\\d+\\b");
    kind("int", "-\\d+\\b|\\b\\d+\\b");
    kind("quoted_str", "(?<==)'[^']*'|(?<==)\"[^\"]*\"");
    kind("bool", "(?<==)(?:[Tt]rue|[Ff]alse)\\b");
  }

  private MessageParameters() {}

  private static void kind(String name, String pattern) {
    KINDS.put("<" + name + ">", Pattern.compile(pattern));
  }

  static String replace(String message) {
    String replaced = message;
    for (Map.Entry<String, Pattern> kind : KINDS.entrySet()) {
      replaced = kind.getValue().matcher(replaced).replaceAll(kind.getKey());
    }
    return replaced;
  }
}
