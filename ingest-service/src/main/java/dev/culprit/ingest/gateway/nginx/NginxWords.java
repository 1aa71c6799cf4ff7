package dev.culprit.ingest.gateway.nginx;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.proto.ingest.v1.Cause;

/** Words of nginx's error log that say enough by themselves; the first that fits decides. */
enum NginxWords {
  NO_LIVE("no live upstreams", CAUSE_NO_LIVE_UPSTREAMS),
  AUTH("auth request unexpected status", CAUSE_AUTH_SUBREQUEST_FAILED),
  CERTIFICATE("upstream ssl certificate", CAUSE_TLS_CERTIFICATE),
  HANDSHAKE_CLOSED("peer closed connection in ssl handshake", CAUSE_TLS_CLOSED),
  HEADER_TOO_BIG("upstream sent too big header", CAUSE_UPSTREAM_HEADER_TOO_BIG),
  FASTCGI_VERSION("unsupported fastcgi protocol version", CAUSE_PROTOCOL_MISMATCH),
  FASTCGI_TYPE("invalid fastcgi record type", CAUSE_PROTOCOL_MISMATCH),
  FASTCGI_RECORD("unexpected fastcgi record", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  UWSGI_VERSION("unsupported uwsgi", CAUSE_PROTOCOL_MISMATCH),
  HTTP2_FRAME("upstream sent too large http2 frame", CAUSE_PROTOCOL_MISMATCH),
  HTTP2_INVALID("upstream sent invalid http2", CAUSE_UPSTREAM_H2_ERROR),
  GOAWAY("upstream sent goaway", CAUSE_UPSTREAM_H2_ERROR),
  STREAM_RESET("upstream sent rst_stream", CAUSE_UPSTREAM_H2_ERROR),
  REJECTED("upstream rejected request with error", CAUSE_UPSTREAM_H2_ERROR),
  FLOW("upstream violated", CAUSE_UPSTREAM_H2_ERROR),
  HTTP2("upstream sent frame for", CAUSE_UPSTREAM_H2_ERROR),
  UNEXPECTED_FRAME("upstream sent unexpected http2", CAUSE_UPSTREAM_H2_ERROR),
  NO_HEADER("upstream sent no valid http", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  INVALID("upstream sent invalid", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  UNEXPECTED("upstream sent unexpected", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  UNKNOWN("upstream sent unknown", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  DUPLICATE("upstream sent duplicate", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  BOTH_LENGTHS("\"content-length\" and \"transfer-encoding\"", CAUSE_UPSTREAM_MALFORMED_RESPONSE),
  NO_RESOLVER("no resolver defined", CAUSE_DNS_NO_RESOLVER),
  HOST_NOT_FOUND("host not found in", CAUSE_DNS_NOT_FOUND),
  LIMITED_REQUESTS("limiting requests", CAUSE_PROXY_RATE_LIMITED),
  LIMITED_CONNECTIONS("limiting connections", CAUSE_PROXY_RATE_LIMITED),
  WORKERS("worker_connections are not enough", CAUSE_PROXY_RESOURCE_EXHAUSTED),
  FILES("too many open files", CAUSE_PROXY_RESOURCE_EXHAUSTED),
  MEMORY("cannot allocate memory", CAUSE_PROXY_RESOURCE_EXHAUSTED),
  DISK("no space left on device", CAUSE_PROXY_RESOURCE_EXHAUSTED),
  BIND("bind(", CAUSE_PROXY_CONFIG),
  TRANSPARENT("setsockopt(ip_", CAUSE_PROXY_CONFIG),
  SCRIPT("primary script unknown", CAUSE_APP_SCRIPT_MISSING),
  TOO_LARGE("client intended to send too large", CAUSE_CLIENT_BODY_TOO_LARGE),
  FORBIDDEN("access forbidden by rule", CAUSE_PROXY_DENIED),
  DIRECTORY("directory index of", CAUSE_PROXY_DENIED),
  PLAIN_HTTP("client sent plain http request to https port", CAUSE_PROXY_DENIED),
  CYCLE("rewrite or internal redirection cycle", CAUSE_PROXY_CONFIG),
  URL("invalid url prefix in", CAUSE_PROXY_CONFIG),
  PORT("invalid port in upstream", CAUSE_PROXY_CONFIG),
  NO_HOST("no host in upstream", CAUSE_PROXY_CONFIG),
  NO_PORT("no port in upstream", CAUSE_PROXY_CONFIG);

  private static final NginxWords[] ALL = values();

  private final String text;
  private final Cause cause;

  NginxWords(String text, Cause cause) {
    this.text = text;
    this.cause = cause;
  }

  /**
   * {@code CAUSE_UNSPECIFIED} for words of other matters.
   *
   * @param message in lower case
   */
  static Cause cause(String message) {
    for (NginxWords words : ALL) {
      if (message.contains(words.text)) {
        return words.cause;
      }
    }
    if (message.contains("while reading client request")) {
      if (message.startsWith("client timed out")) {
        return CAUSE_CLIENT_CLOSED;
      }
      return message.startsWith("client sent") ? CAUSE_PROXY_DENIED : CAUSE_UNSPECIFIED;
    }
    return CAUSE_UNSPECIFIED;
  }
}
