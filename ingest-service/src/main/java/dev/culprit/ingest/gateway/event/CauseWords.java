package dev.culprit.ingest.gateway.event;

import dev.culprit.proto.ingest.v1.Cause;

/** What a cause is called in the title of a problem, after the name of the upstream. */
public final class CauseWords {
  private CauseWords() {}

  public static String of(Cause cause) {
    return switch (cause) {
      case CAUSE_APP_ERROR -> "application answered an error";
      case CAUSE_UPSTREAM_REFUSED -> "refused connections";
      case CAUSE_UPSTREAM_UNREACHABLE -> "cannot be reached";
      case CAUSE_UPSTREAM_CONNECT_TIMEOUT -> "did not accept the connection in time";
      case CAUSE_UPSTREAM_READ_TIMEOUT -> "did not answer in time";
      case CAUSE_UPSTREAM_SEND_TIMEOUT -> "did not take the request in time";
      case CAUSE_UPSTREAM_BODY_TIMEOUT -> "stalled in the middle of a response";
      case CAUSE_UPSTREAM_RESET -> "reset the connection";
      case CAUSE_UPSTREAM_CLOSED_EARLY -> "closed the connection before a response";
      case CAUSE_UPSTREAM_MALFORMED_RESPONSE -> "sent a malformed response";
      case CAUSE_UPSTREAM_HEADER_TOO_BIG -> "sent a header that is too big";
      case CAUSE_UPSTREAM_BODY_TRUNCATED -> "broke off in the middle of a response";
      case CAUSE_UPSTREAM_H2_ERROR -> "failed in HTTP/2";
      case CAUSE_PROTOCOL_MISMATCH -> "speaks another protocol";
      case CAUSE_NO_LIVE_UPSTREAMS -> "has no server left";
      case CAUSE_SOCKET_MISSING -> "does not exist";
      case CAUSE_SOCKET_PERMISSION -> "may not be opened by the proxy";
      case CAUSE_SOCKET_BACKLOG_FULL -> "has a full backlog";
      case CAUSE_DNS_NOT_FOUND -> "has no address in DNS";
      case CAUSE_DNS_SERVER_FAILURE -> "could not be resolved: the DNS server failed";
      case CAUSE_DNS_REFUSED -> "could not be resolved: the DNS server refused";
      case CAUSE_DNS_TIMEOUT -> "could not be resolved: the DNS server did not answer";
      case CAUSE_DNS_NO_RESOLVER -> "cannot be resolved: no resolver is configured";
      case CAUSE_TLS_NOT_TLS -> "does not speak TLS";
      case CAUSE_TLS_CERTIFICATE -> "has a certificate that was not accepted";
      case CAUSE_TLS_PROTOCOL -> "failed in the TLS handshake";
      case CAUSE_TLS_CLOSED -> "closed the connection in the TLS handshake";
      case CAUSE_TLS_TIMEOUT -> "did not finish the TLS handshake in time";
      case CAUSE_PROXY_QUEUE_TIMEOUT -> "had no free slot in time";
      case CAUSE_PROXY_RESOURCE_EXHAUSTED -> "the proxy ran out of resources";
      case CAUSE_PROXY_RATE_LIMITED -> "the proxy limited the rate";
      case CAUSE_PROXY_DENIED -> "the proxy denied the request";
      case CAUSE_PROXY_GENERATED -> "the proxy is configured to answer so";
      case CAUSE_PROXY_CONFIG -> "the proxy's configuration cannot serve it";
      case CAUSE_AUTH_SUBREQUEST_FAILED -> "the request for permission failed";
      case CAUSE_APP_SCRIPT_MISSING -> "did not find the script";
      case CAUSE_CLIENT_CLOSED -> "clients left before the response";
      case CAUSE_CLIENT_BODY_TOO_LARGE -> "request bodies are too large";
      case CAUSE_LOCAL_FIREWALL_OR_ROUTE -> "the proxy's host forbids the connection";
      case CAUSE_UNKNOWN, CAUSE_UNSPECIFIED, UNRECOGNIZED -> "failed for an unknown reason";
    };
  }
}
