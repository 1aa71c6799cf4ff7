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
    if (text.contains("request body too large")) {
      return CAUSE_CLIENT_BODY_TOO_LARGE;
    }
    if (text.contains("dial unix")) {
      return socket(text);
    }
    if (text.contains("dial ")) {
      return dial(text);
    }
    Cause named = GoWords.cause(text);
    if (named != CAUSE_UNSPECIFIED) {
      return named;
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
    return text.contains("timeout")
            || text.contains("timed out")
            || text.contains("deadline exceeded")
        ? CAUSE_UPSTREAM_CONNECT_TIMEOUT
        : CAUSE_UNKNOWN;
  }

  /** The address that the words name: of a dial, or the far end of a connection; empty if none. */
  public static String upstream(String message) {
    int lookup = message.indexOf("lookup ");
    if (lookup >= 0) {
      int end = lookup + 7;
      while (end < message.length() && " :".indexOf(message.charAt(end)) < 0) {
        end++;
      }
      return message.substring(lookup + 7, end);
    }
    int dial = message.indexOf("dial ");
    if (dial >= 0) {
      int network = message.indexOf(' ', dial + 5);
      int end = network < 0 ? -1 : message.indexOf(": ", network);
      boolean named = end > network + 1 && !message.startsWith(" lookup", network);
      String address = named ? message.substring(network + 1, end) : "";
      return UpstreamNames.of(
          message.startsWith("unix", dial + 5) && !address.isEmpty() ? "unix:" + address : address);
    }
    int arrow = message.indexOf("->");
    int end = arrow < 0 ? -1 : message.indexOf(": ", arrow);
    return end < 0 ? "" : UpstreamNames.of(message.substring(arrow + 2, end));
  }
}
