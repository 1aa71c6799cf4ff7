package dev.culprit.ingest.scrub;

import java.util.Locale;
import java.util.Set;

/** Names of headers and fields that carry a person's IP address. */
final class AddressNames {
  private static final Set<String> NAMES =
      Set.of(
          "ip",
          "ipaddress",
          "ipaddr",
          "remoteip",
          "remoteaddr",
          "remoteaddress",
          "clientip",
          "userip",
          "xforwardedfor",
          "xrealip",
          "xclientip",
          "forwarded",
          "forwardedfor",
          "cfconnectingip",
          "trueclientip",
          "xclusterclientip",
          "fastlyclientip");

  private AddressNames() {}

  static boolean matches(String name) {
    if (name.length() > 32) {
      return false;
    }
    StringBuilder letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '-' && c != '_' && c != '.' && c != ' ') {
        letters.append(c);
      }
    }
    return NAMES.contains(letters.toString().toLowerCase(Locale.ROOT));
  }
}
