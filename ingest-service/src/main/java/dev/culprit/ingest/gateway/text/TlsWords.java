package dev.culprit.ingest.gateway.text;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.proto.ingest.v1.Cause;

/** What OpenSSL and BoringSSL say of a handshake that failed. */
public final class TlsWords {
  private TlsWords() {}

  /**
   * {@code CAUSE_UNSPECIFIED} when the words only say that it failed.
   *
   * @param text in lower case, words joined by spaces or underscores
   */
  public static Cause cause(String text) {
    String words = text.replace('_', ' ');
    if (words.contains("wrong version number")
        || words.contains("packet length too long")
        || words.contains("http request")
        || words.contains("unknown protocol")) {
      return CAUSE_TLS_NOT_TLS;
    }
    if (words.contains("certificate")
        || words.contains("unknown ca")
        || words.contains("verify failed")) {
      return CAUSE_TLS_CERTIFICATE;
    }
    if (words.contains("unexpected eof")
        || words.contains("connection reset")
        || words.contains("(104")
        || words.contains("closed during")) {
      return CAUSE_TLS_CLOSED;
    }
    return words.contains("ssl routines") || words.contains("alert")
        ? CAUSE_TLS_PROTOCOL
        : CAUSE_UNSPECIFIED;
  }
}
