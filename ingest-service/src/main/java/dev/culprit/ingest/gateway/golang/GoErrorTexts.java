package dev.culprit.ingest.gateway.golang;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.text.UpstreamNames;
import dev.culprit.proto.ingest.v1.Cause;
import java.util.Locale;

/** From what Go's net, net/http and crypto/tls say of a failed round trip to the cause. */
public final class GoErrorTexts {
  private GoErrorTexts() {}

  /** {@code CAUSE_UNSPECIFIED} for words that are no such error. */
  public static Cause cause(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("lookup ")) {
      return lookup(text);
    }
    if (text.contains("dial unix")) {
      return socket(text);
    }
    if (text.contains("dial ")) {
      return dial(text);
    }
    for (Words words : Words.values()) {
      if (text.contains(words.text)) {
        return words.cause;
      }
    }
    return text.equals("eof") || text.endsWith(": eof") ? CAUSE_UPSTREAM_CLOSED_EARLY : other(text);
  }

  private static Cause other(String text) {
    if (text.contains("tls:") || text.contains("tls: ")) {
      return CAUSE_TLS_PROTOCOL;
    }
    if (text.contains("i/o timeout")) {
      return text.contains("write tcp") || text.contains("write unix")
          ? CAUSE_UPSTREAM_SEND_TIMEOUT
          : CAUSE_UPSTREAM_READ_TIMEOUT;
    }
    return CAUSE_UNSPECIFIED;
  }

  private static Cause lookup(String text) {
    if (text.contains("no such host")) {
      return CAUSE_DNS_NOT_FOUND;
    }
    if (text.contains("timeout")) {
      return CAUSE_DNS_TIMEOUT;
    }
    return text.contains("refused") ? CAUSE_DNS_TIMEOUT : CAUSE_DNS_SERVER_FAILURE;
  }

  private static Cause socket(String text) {
    if (text.contains("no such file")) {
      return CAUSE_SOCKET_MISSING;
    }
    if (text.contains("permission denied")) {
      return CAUSE_SOCKET_PERMISSION;
    }
    return text.contains("temporarily unavailable")
        ? CAUSE_SOCKET_BACKLOG_FULL
        : CAUSE_UPSTREAM_REFUSED;
  }

  private static Cause dial(String text) {
    if (text.contains("connection refused")) {
      return CAUSE_UPSTREAM_REFUSED;
    }
    if (text.contains("no route to host") || text.contains("unreachable")) {
      return CAUSE_UPSTREAM_UNREACHABLE;
    }
    if (text.contains("permission denied")
        || text.contains("operation not permitted")
        || text.contains("invalid argument")) {
      return CAUSE_LOCAL_FIREWALL_OR_ROUTE;
    }
    if (text.contains("cannot assign requested address") || text.contains("too many open files")) {
      return CAUSE_PROXY_RESOURCE_EXHAUSTED;
    }
    if (text.contains("connection reset")) {
      return CAUSE_UPSTREAM_RESET;
    }
    return text.contains("timeout") || text.contains("deadline exceeded")
        ? CAUSE_UPSTREAM_CONNECT_TIMEOUT
        : CAUSE_UNKNOWN;
  }

  /** The address that the words name: of a dial, or the far end of a connection; empty if none. */
  public static String upstream(String message) {
    int dial = message.indexOf("dial ");
    if (dial >= 0) {
      int network = message.indexOf(' ', dial + 5);
      int end = network < 0 ? -1 : message.indexOf(": ", network);
      boolean named = end > network + 1 && !message.startsWith(" lookup", network);
      String address = named ? message.substring(network + 1, end) : "";
      return UpstreamNames.of(
          message.startsWith("unix", dial + 5) && !address.isEmpty() ? "unix:" + address : address);
    }
    int lookup = message.indexOf("lookup ");
    if (lookup >= 0) {
      int end = lookup + 7;
      while (end < message.length() && " :".indexOf(message.charAt(end)) < 0) {
        end++;
      }
      return message.substring(lookup + 7, end);
    }
    int arrow = message.indexOf("->");
    int end = arrow < 0 ? -1 : message.indexOf(": ", arrow);
    return end < 0 ? "" : UpstreamNames.of(message.substring(arrow + 2, end));
  }

  /** Words that say enough; the first that fits decides. */
  private enum Words {
    NOT_TLS("first record does not look like a tls handshake", CAUSE_TLS_NOT_TLS),
    HTTP_TO_HTTPS("server gave http response to https client", CAUSE_TLS_NOT_TLS),
    CERTIFICATE("x509:", CAUSE_TLS_CERTIFICATE),
    BAD_CERTIFICATE("tls: bad certificate", CAUSE_TLS_CERTIFICATE),
    UNKNOWN_CERTIFICATE("tls: unknown certificate", CAUSE_TLS_CERTIFICATE),
    CERTIFICATE_REQUIRED("tls: certificate required", CAUSE_TLS_CERTIFICATE),
    TLS_TIMEOUT("tls handshake timeout", CAUSE_TLS_TIMEOUT),
    ALERT("remote error: tls:", CAUSE_TLS_PROTOCOL),
    VERSION("tls: server selected unsupported", CAUSE_TLS_PROTOCOL),
    HEADER_TIMEOUT("timeout awaiting response headers", CAUSE_UPSTREAM_READ_TIMEOUT),
    HEADER_SIZE("server response headers exceeded", CAUSE_UPSTREAM_HEADER_TOO_BIG),
    HEADER_LENGTH("response header list", CAUSE_UPSTREAM_HEADER_TOO_BIG),
    MALFORMED("malformed http", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    MALFORMED_HEADER("malformed mime header", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    BAD_LENGTH("bad content-length", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    LENGTHS("multiple content-length", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    INVALID_LENGTH("invalid content-length", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    CHUNK("malformed chunked encoding", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    CHUNK_LENGTH("invalid byte in chunk length", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    TRANSFER_ENCODING("unsupported transfer encoding", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
    GOAWAY("server sent goaway", CAUSE_UPSTREAM_H2_ERROR),
    STREAM("stream error: stream id", CAUSE_UPSTREAM_H2_ERROR),
    HTTP2("http2: ", CAUSE_UPSTREAM_H2_ERROR),
    NO_UPSTREAMS("no upstreams available", CAUSE_NO_LIVE_UPSTREAMS),
    NO_SERVERS("no available server", CAUSE_NO_LIVE_UPSTREAMS),
    CANCELLED("context canceled", CAUSE_CLIENT_CLOSED),
    TOO_LARGE("request body too large", CAUSE_CLIENT_BODY_TOO_LARGE),
    FASTCGI_VERSION("fcgi: invalid header version", CAUSE_PROTOCOL_MISMATCH),
    CLOSED_WHILE_SENDING("use of closed network connection", CAUSE_UPSTREAM_RESET),
    RESET("connection reset by peer", CAUSE_UPSTREAM_RESET),
    PIPE("broken pipe", CAUSE_UPSTREAM_RESET),
    BROKEN_HEADER("transport connection broken: unexpected eof", CAUSE_UPSTREAM_CLOSED_EARLY),
    IDLE("server closed idle connection", CAUSE_UPSTREAM_CLOSED_EARLY),
    SHORT("unexpected eof", CAUSE_UPSTREAM_CLOSED_EARLY),
    DEADLINE("context deadline exceeded", CAUSE_UPSTREAM_READ_TIMEOUT),
    FILES("too many open files", CAUSE_PROXY_RESOURCE_EXHAUSTED),
    SCRIPT("primary script unknown", CAUSE_APP_SCRIPT_MISSING);

    private final String text;
    private final Cause cause;

    Words(String text, Cause cause) {
      this.text = text;
      this.cause = cause;
    }
  }
}
