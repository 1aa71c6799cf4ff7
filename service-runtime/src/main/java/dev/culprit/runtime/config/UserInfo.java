package dev.culprit.runtime.config;

import java.util.regex.Pattern;

/** The {@code user:password} part that a URI may carry. */
final class UserInfo {
  private static final Pattern PASSWORD = Pattern.compile("(://[^/?#\\s:@]*:)[^/?#\\s]*@");

  private UserInfo() {}

  static String redact(String text) {
    return PASSWORD.matcher(text).replaceAll("$1" + Secret.REDACTED + "@");
  }
}
