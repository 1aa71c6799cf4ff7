package dev.culprit.ingest.gateway.nginx;

import dev.culprit.ingest.gateway.text.UpstreamNames;

/**
 * The fields that follow a message of nginx's error log, in their order. Request and referrer hold
 * what a client sent, quotes not escaped, so each field is looked for behind the one before it.
 */
record NginxFields(String client, String request, String upstream, String host) {
  private static final String CLIENT = ", client: ";
  private static final int LONGEST_ADDRESS = 64;

  /** Where the fields begin: the first client that is followed by a server or cut; -1 for none. */
  static int start(String body) {
    int at = body.indexOf(CLIENT);
    while (at >= 0) {
      int from = at + CLIENT.length();
      int end = body.indexOf(", ", from);
      int space = body.indexOf(' ', from);
      boolean isWord = end < 0 ? space < 0 : space == end + 1;
      boolean isFollowed = end < 0 || ", server: ".startsWith(head(body, end));
      if (isWord && isFollowed && (end < 0 ? body.length() : end) - from <= LONGEST_ADDRESS) {
        return at;
      }
      at = body.indexOf(CLIENT, from);
    }
    return -1;
  }

  private static String head(String body, int at) {
    return body.substring(at, Math.min(body.length(), at + ", server: ".length()));
  }

  static NginxFields of(String tail) {
    int requestAt = tail.indexOf(", request: \"");
    int requestEnd = requestAt < 0 ? 0 : requestEnd(tail, requestAt + 12);
    String request = requestAt < 0 ? "" : tail.substring(requestAt + 12, requestEnd);
    int upstreamAt = tail.indexOf(", upstream: \"", requestEnd);
    String upstream = upstreamAt < 0 ? "" : address(tail, upstreamAt + 13);
    int hostAt = tail.indexOf(", host: \"", Math.max(upstreamAt, requestEnd));
    String host = hostAt < 0 ? bare(tail, ", server: ") : quoted(tail, hostAt + 9);
    return new NginxFields(bare(tail, CLIENT), request, upstream, host);
  }

  /** The quote behind the protocol; behind anything when a client named none. */
  private static int requestEnd(String tail, int from) {
    int protocol = tail.indexOf(" HTTP/", from);
    while (protocol >= 0) {
      int quote = protocol + 9;
      if (quote < tail.length() && tail.charAt(quote) == '"') {
        return quote;
      }
      protocol = tail.indexOf(" HTTP/", protocol + 6);
    }
    int next = tail.indexOf("\", ", from);
    int end = next < 0 ? tail.indexOf('"', from) : next;
    return end < 0 ? tail.length() : end;
  }

  /** Empty when the line was cut inside the address, which would name another server. */
  private static String address(String tail, int from) {
    int end = tail.indexOf('"', from);
    if (end < 0) {
      int scheme = tail.indexOf("://", from);
      int path = scheme < 0 ? -1 : tail.indexOf('/', scheme + 3);
      boolean isWhole = path >= 0 && !tail.startsWith("unix:", scheme + 3);
      return isWhole ? UpstreamNames.of(tail.substring(from, path)) : "";
    }
    return UpstreamNames.of(tail.substring(from, end));
  }

  private static String quoted(String tail, int from) {
    int end = tail.indexOf('"', from);
    return tail.substring(from, end < 0 ? tail.length() : end);
  }

  private static String bare(String tail, String mark) {
    int at = tail.indexOf(mark);
    if (at < 0) {
      return "";
    }
    int end = tail.indexOf(", ", at + mark.length());
    return tail.substring(at + mark.length(), end < 0 ? tail.length() : end);
  }
}
