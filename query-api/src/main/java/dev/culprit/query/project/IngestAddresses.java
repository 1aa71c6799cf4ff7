package dev.culprit.query.project;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * Where programs send their events. What is not configured is the host by which the asker reached
 * us, with the ports of ingest: right wherever all services share a host name.
 *
 * @param http the configured address of the HTTP wires
 * @param grpc the configured address of the gRPC wires
 * @param httpPort of ingest, for the address that is not configured
 * @param grpcPort likewise
 * @param syslogPort of ingest, at the host of the HTTP wires
 */
public record IngestAddresses(
    Optional<URI> http, Optional<URI> grpc, int httpPort, int grpcPort, int syslogPort) {
  /** Stands in a DSN for the key, which nobody knows once it has been told. */
  private static final String ANY_KEY = "KEY";

  /** The addresses and the DSN of a project, asked for by this host name. */
  JsonObject toJson(long project, String host) {
    return new JsonObject()
        .put("http_url", httpUrl(host))
        .put("grpc_url", url(grpc, host, grpcPort))
        .put("syslog_address", syslogAddress(host))
        .put("dsn", dsn(project, ANY_KEY, host));
  }

  /** {@code http://KEY@host:4318/NUMBER}, as Sentry's SDKs want it. */
  String dsn(long project, String key, String host) {
    return httpUrl(host).replaceFirst("://", "://" + key + "@") + "/" + project;
  }

  /** Where gateways send their logs, by UDP and TCP. */
  private String syslogAddress(String host) {
    return bracketed(http.map(URI::getHost).orElse(host)) + ":" + syslogPort;
  }

  private String httpUrl(String host) {
    return url(http, host, httpPort);
  }

  private static String url(Optional<URI> configured, String host, int port) {
    return configured
        .map(url -> withoutSlash(url.toString()))
        .orElseGet(() -> "http://" + bracketed(host) + ":" + port);
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
