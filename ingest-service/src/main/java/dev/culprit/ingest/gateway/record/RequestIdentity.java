package dev.culprit.ingest.gateway.record;

/**
 * What tells one request from others at its proxy, so that lines about it find each other. Any may
 * be empty; the more there are, the surer the join.
 *
 * @param connection the connection's number: nginx {@code $connection} and {@code *CONN}
 * @param logId an id given to both logs for this: Apache {@code %L}, Caddy {@code err_id}
 * @param requestId the request's own id: nginx {@code $request_id}, HAProxy {@code %ID}
 * @param client address of the client, with its port where the proxy logs it
 * @param method of the request
 * @param uri path and query as the proxy logs them
 */
public record RequestIdentity(
    String connection, String logId, String requestId, String client, String method, String uri) {

  /** Nothing known. */
  public static final RequestIdentity NONE = new RequestIdentity("", "", "", "", "", "");
}
