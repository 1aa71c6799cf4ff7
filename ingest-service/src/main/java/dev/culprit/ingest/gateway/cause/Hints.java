package dev.culprit.ingest.gateway.cause;

import dev.culprit.proto.ingest.v1.Proxy;

/** What to switch on so that the cause is surer next time. */
final class Hints {
  private Hints() {}

  static String withoutErrors(Proxy proxy) {
    return switch (proxy) {
      case PROXY_NGINX ->
          "Send nginx's error_log (level warn) as well, and log $upstream_addr, $upstream_status,"
              + " $upstream_connect_time and $upstream_header_time.";
      case PROXY_HAPROXY ->
          "Add %[bc_err_str] and %[ssl_bc_err_str] to HAProxy's log-format, and send the lines of"
              + " its health checks.";
      case PROXY_APACHE -> "Send Apache's ErrorLog as well, and log %L in the access log.";
      case PROXY_CADDY -> "Send Caddy's error entries (logger http.log.error) as well.";
      case PROXY_ENVOY ->
          "Log %RESPONSE_CODE_DETAILS% and %UPSTREAM_TRANSPORT_FAILURE_REASON% in Envoy's access"
              + " log.";
      case PROXY_TRAEFIK ->
          "Send Traefik's own log at level DEBUG as well; only it gives the reason.";
      default -> "";
    };
  }

  static String withoutAccess(Proxy proxy) {
    return switch (proxy) {
      case PROXY_NGINX ->
          "Send nginx's access_log as well: it tells the client's status and makes error rates.";
      case PROXY_APACHE ->
          "Send Apache's access log with %L as well: it tells the client's status and makes error"
              + " rates.";
      case PROXY_CADDY, PROXY_TRAEFIK -> "Send the access log as well: it makes error rates.";
      default -> "";
    };
  }
}
