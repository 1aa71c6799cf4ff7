package dev.culprit.ingest.scrub;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells by its name whether a value is a secret. Case and separators do not matter ({@code apiKey},
 * {@code API-KEY} and {@code api_key} are one name); most words match anywhere in a name, short
 * ones only as a whole word, so that {@code shipping} is not taken for a {@code pin}.
 */
public final class SecretNames {
  private static final List<String> ANYWHERE =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passcode",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey",
          "encryptionkey",
          "signingkey",
          "authorization",
          "credential",
          "cookie",
          "csrf",
          "xsrf",
          "sessionid",
          "cardnumber",
          "creditcard",
          "securitycode",
          "bearer",
          "ingestionkey",
          "connectionstring");
  private static final List<String> WHOLE_WORD =
      List.of(
          "auth",
          "pwd",
          "pass",
          "pin",
          "cvv",
          "cvc",
          "cvv2",
          "ssn",
          "otp",
          "jwt",
          "sid",
          "iban",
          "signature",
          "sig");

  private final NameAutomaton automaton;
  // Names with letters beyond ASCII are rare; the automaton knows only ASCII.
  private final List<String> otherNames;

  private SecretNames(NameAutomaton automaton, List<String> otherNames) {
    this.automaton = automaton;
    this.otherNames = otherNames;
  }

  /** The built-in names and a project's own, which match anywhere in a name. */
  static SecretNames with(List<String> projectNames) {
    NameAutomaton.Builder builder = new NameAutomaton.Builder();
    ANYWHERE.forEach(builder::anywhere);
    WHOLE_WORD.forEach(builder::wholeWord);
    List<String> others = new ArrayList<>();
    for (String name : projectNames) {
      String lower = name.toLowerCase(Locale.ROOT).strip();
      if (!NameAutomaton.isAscii(lower)) {
        others.add(lower);
      } else {
        builder.anywhere(lower);
      }
    }
    return new SecretNames(builder.build(), List.copyOf(others));
  }

  public boolean matches(String name) {
    return matches(name, 0, name.length());
  }

  /** Whether the name that stands in the text between the two positions belongs to a secret. */
  boolean matches(String text, int from, int to) {
    if (automaton.matches(text, from, to)) {
      return true;
    }
    if (!otherNames.isEmpty()) {
      String lower = text.substring(from, to).toLowerCase(Locale.ROOT);
      for (String other : otherNames) {
        if (lower.contains(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
