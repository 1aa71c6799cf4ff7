package dev.culprit.ingest.gateway.apache;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.text.TlsWords;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/** Words of Apache's error log that say it where the number says too little or is not there. */
final class ApacheWords {
  private ApacheWords() {}

  static Cause cause(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("ssl library error")) {
      Cause cause = TlsWords.cause(text);
      return cause == CAUSE_UNSPECIFIED ? CAUSE_TLS_PROTOCOL : cause;
    }
    for (Words words : Words.ALL) {
      if (text.contains(words.text)) {
        return words.cause;
      }
    }
    return CAUSE_UNSPECIFIED;
  }

  private enum Words {
    LOOK_UP("dns lookup failure", CAUSE_DNS_NOT_FOUND),
    HANDSHAKE("error during ssl handshake", CAUSE_TLS_CLOSED),
    READING("error reading from remote server", CAUSE_UPSTREAM_CLOSED_EARLY),
    AJP("read response failed from", CAUSE_UPSTREAM_CLOSED_EARLY),
    SCRIPT("primary script unknown", CAUSE_APP_SCRIPT_MISSING),
    NO_SCRIPT("not found or unable to stat", CAUSE_APP_SCRIPT_MISSING),
    HANDLER("no protocol handler was valid", CAUSE_PROXY_CONFIG),
    SSL_OFF("failed to enable ssl support", CAUSE_PROXY_CONFIG),
    BODY("request body exceeds", CAUSE_CLIENT_BODY_TOO_LARGE),
    CONTENT_LENGTH("larger than the configured", CAUSE_CLIENT_BODY_TOO_LARGE),
    LIMIT("exceeds limitrequest", CAUSE_PROXY_DENIED),
    MODSECURITY("modsecurity: access denied", CAUSE_PROXY_DENIED);

    private static final Words[] ALL = values();

    private final String text;
    private final Cause cause;

    Words(String text, Cause cause) {
      this.text = text;
      this.cause = cause;
    }
  }
}
