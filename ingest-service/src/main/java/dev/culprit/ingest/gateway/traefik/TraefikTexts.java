package dev.culprit.ingest.gateway.traefik;

import dev.culprit.ingest.gateway.text.LooseNumbers;

/** The bodies that Traefik itself answers with. */
final class TraefikTexts {
  private TraefikTexts() {}

  /** Whether an answer is as long as Traefik's own for this status: the status's words. */
  static boolean isOwn(int status, String size) {
    long length = LooseNumbers.whole(size, -1);
    return switch (status) {
      case 499 -> length == "Client Closed Request".length();
      case 500 -> length == "Internal Server Error".length();
      case 502 -> length == "Bad Gateway".length();
      case 503 ->
          length == "no available server".length() + 1 || length == "Service Unavailable".length();
      case 504 -> length == "Gateway Timeout".length();
      default -> false;
    };
  }
}
