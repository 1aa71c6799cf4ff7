package dev.culprit.ingest.gateway.golang;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.proto.ingest.v1.Cause;

/** Words of Go's errors that say enough by themselves; the first that fits decides. */
enum GoWords {
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
  FASTCGI("fcgi: invalid header version", CAUSE_PROTOCOL_MISMATCH),
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
  FRAME("http2: frame too large", CAUSE_PROTOCOL_MISMATCH),
  HTTP2("http2: ", CAUSE_UPSTREAM_H2_ERROR),
  NO_UPSTREAMS("no upstreams available", CAUSE_NO_LIVE_UPSTREAMS),
  NO_SERVERS("no available server", CAUSE_NO_LIVE_UPSTREAMS),
  CANCELLED("context canceled", CAUSE_CLIENT_CLOSED),
  RESET("connection reset by peer", CAUSE_UPSTREAM_RESET),
  PIPE("broken pipe", CAUSE_UPSTREAM_RESET),
  CLOSED_BY_READER("use of closed network connection", CAUSE_UPSTREAM_RESET),
  BROKEN_HEADER("transport connection broken: unexpected eof", CAUSE_UPSTREAM_CLOSED_EARLY),
  IDLE("server closed idle connection", CAUSE_UPSTREAM_CLOSED_EARLY),
  SHORT("unexpected eof", CAUSE_UPSTREAM_CLOSED_EARLY),
  DEADLINE("context deadline exceeded", CAUSE_UPSTREAM_READ_TIMEOUT),
  FILES("too many open files", CAUSE_PROXY_RESOURCE_EXHAUSTED),
  SCRIPT("primary script unknown", CAUSE_APP_SCRIPT_MISSING);

  private static final GoWords[] ALL = values();

  private final String text;
  private final Cause cause;

  GoWords(String text, Cause cause) {
    this.text = text;
    this.cause = cause;
  }

  /**
   * {@code CAUSE_UNSPECIFIED} for other words.
   *
   * @param message in lower case
   */
  static Cause cause(String message) {
    for (GoWords words : ALL) {
      if (message.contains(words.text)) {
        return words.cause;
      }
    }
    return CAUSE_UNSPECIFIED;
  }
}
