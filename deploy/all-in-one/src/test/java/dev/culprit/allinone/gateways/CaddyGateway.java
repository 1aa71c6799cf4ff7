package dev.culprit.allinone.gateways;

import static dev.culprit.allinone.gateways.GatewayCase.fails;
import static dev.culprit.allinone.gateways.GatewayCase.goesWell;

import dev.culprit.proto.ingest.v1.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Caddy as the page says. */
final class CaddyGateway implements Gateway {
  private static final List<String> NAMES = List.of("nx", "noaddress", "servfail", "silent");

  private final Stage stage;
  private final RealProxy proxy;
  private final int port;

  private CaddyGateway(Stage stage, RealProxy proxy, int port) {
    this.stage = stage;
    this.proxy = proxy;
    this.port = port;
  }

  static CaddyGateway start(Stage stage) throws IOException {
    int port = RealProxy.freePort();
    stage.put("listen", Integer.toString(port));
    stage.put("page-global", GatewaysPage.block("caddy global"));
    stage.put("page-site", GatewaysPage.block("caddy site"));
    stage.put(
        "routes",
        stage.forEach(Upstreams.PLAIN, fault -> route(fault, "http", ""))
            + stage.forEach(Upstreams.TLS, fault -> route(fault, "https", TLS)));
    stage.put("names", stage.forEach(NAMES, CaddyGateway::name));
    Path configuration = stage.write("Caddyfile");
    List<String> command =
        List.of("caddy", "run", "--config", configuration.toString(), "--adapter", "caddyfile");
    return new CaddyGateway(stage, RealProxy.start(stage.directory(), port, command), port);
  }

  private static final String TLS = "tls_insecure_skip_verify\ntls_timeout 500ms\n";

  private static String route(String fault, String scheme, String more) {
    return """
        handle /c/%s* {
          reverse_proxy %s://127.0.0.1:@%s@ {
            transport http {
              dial_timeout 1s
              response_header_timeout 1s
              read_timeout 1s
              write_timeout 1s
              %s
            }
          }
        }"""
        .formatted(fault, scheme, fault, more);
  }

  private static String name(String name) {
    return """
        handle /c/dns-%s {
          reverse_proxy %s.test:80 {
            transport http {
              resolvers udp/127.0.0.1:@dns@
              dial_timeout 1s
            }
          }
        }"""
        .formatted(name, name);
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public List<GatewayCase> cases() {
    List<GatewayCase> cases = new ArrayList<>();
    connections(cases);
    answers(cases);
    tls(cases);
    others(cases);
    cases.addAll(Upstreams.healthy("/ok"));
    cases.add(goesWell("post", Visit.LARGE_POST, "/ok/post", 200));
    cases.add(goesWell("header-fits", Visit.GET, "/c/header-too-big", 200));
    return cases;
  }

  private GatewayCase at(String fault, int status, Cause cause) {
    return fails(fault, status, cause, stage.upstream(fault));
  }

  private void connections(List<GatewayCase> cases) {
    cases.add(at("refused", 502, Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(at("connect-timeout", 502, Cause.CAUSE_UPSTREAM_CONNECT_TIMEOUT));
    cases.add(fails("multicast", 502, Cause.CAUSE_UPSTREAM_UNREACHABLE, "224.0.0.1:80"));
    cases.add(at("reset-on-accept", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-before-header", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-while-sending", 502, Cause.CAUSE_UPSTREAM_RESET).by(Visit.LARGE_POST));
    // What Caddy notices first is chance: that time is up, or that its reader has closed the
    // connection.
    cases.add(
        at("no-read", 502, Cause.CAUSE_UPSTREAM_SEND_TIMEOUT)
            .or(504)
            .orCause(Cause.CAUSE_UPSTREAM_RESET)
            .by(Visit.LARGE_POST));
    cases.add(socket("missing", Cause.CAUSE_SOCKET_MISSING));
    cases.add(socket("stale", Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(socket("forbidden", Cause.CAUSE_SOCKET_PERMISSION));
    cases.add(socket("full", Cause.CAUSE_SOCKET_BACKLOG_FULL));
    cases.add(fails("dns-nx", 502, Cause.CAUSE_DNS_NOT_FOUND, ""));
    cases.add(fails("dns-noaddress", 502, Cause.CAUSE_DNS_NOT_FOUND, ""));
    cases.add(fails("dns-servfail", 502, Cause.CAUSE_DNS_SERVER_FAILURE, ""));
    cases.add(fails("dns-silent", 502, Cause.CAUSE_DNS_TIMEOUT, ""));
  }

  private GatewayCase socket(String name, Cause cause) {
    return fails("unix-" + name, 502, cause, "unix:" + stage.directory() + "/" + name + ".sock");
  }

  private void answers(List<GatewayCase> cases) {
    cases.add(at("closed-before-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY).unnamed());
    // Go's words are those for a header line without a colon.
    cases.add(
        at("closed-mid-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY)
            .orCause(Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE)
            .unnamed());
    for (String fault :
        List.of("garbage", "h2-frames", "invalid-header", "invalid-status", "invalid-length")) {
      cases.add(at(fault, 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).unnamed());
    }
    cases.add(fails("limited-header", 502, Cause.CAUSE_UPSTREAM_HEADER_TOO_BIG, ""));
    cases.add(at("stall-header", 504, Cause.CAUSE_UPSTREAM_READ_TIMEOUT).unnamed());
    cases.add(inBody("bad-chunk", Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).unnamed());
    cases.add(inBody("truncated", Cause.CAUSE_UPSTREAM_BODY_TRUNCATED).unnamed());
    cases.add(inBody("reset-mid-body", Cause.CAUSE_UPSTREAM_BODY_TRUNCATED));
    cases.add(inBody("stall-body", Cause.CAUSE_UPSTREAM_BODY_TIMEOUT));
    for (int status : new int[] {500, 502, 503, 504}) {
      cases.add(fails("app-" + status, status, Cause.CAUSE_APP_ERROR, "").at("/ok/app-" + status));
    }
  }

  /** After the header went out, Caddy logs what happened, but not to which request. */
  private GatewayCase inBody(String fault, Cause cause) {
    return at(fault, 200, cause).untold();
  }

  private void tls(List<GatewayCase> cases) {
    cases.add(at("tls-plain", 502, Cause.CAUSE_TLS_NOT_TLS).unnamed());
    // Go's words are those for an end or reset at any other time.
    cases.add(
        at("tls-closed", 502, Cause.CAUSE_TLS_CLOSED)
            .orCause(Cause.CAUSE_UPSTREAM_CLOSED_EARLY)
            .unnamed());
    cases.add(at("tls-reset", 502, Cause.CAUSE_TLS_CLOSED).orCause(Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("tls-silent", 504, Cause.CAUSE_TLS_TIMEOUT).unnamed());
    cases.add(at("tls-version", 502, Cause.CAUSE_TLS_PROTOCOL).unnamed());
    cases.add(at("tls-handshake-failure", 502, Cause.CAUSE_TLS_PROTOCOL).unnamed());
    cases.add(at("tls-unrecognized-name", 502, Cause.CAUSE_TLS_PROTOCOL).unnamed());
    cases.add(fails("tls-untrusted", 502, Cause.CAUSE_TLS_CERTIFICATE, ""));
    cases.add(fails("tls-outdated", 502, Cause.CAUSE_TLS_CERTIFICATE, ""));
  }

  private void others(List<GatewayCase> cases) {
    // What Caddy notices first is chance: the answer in another protocol, or that the connection
    // broke.
    cases.add(
        fails("fastcgi-to-http", 502, Cause.CAUSE_PROTOCOL_MISMATCH, "")
            .orCause(Cause.CAUSE_UPSTREAM_RESET));
    cases.add(
        fails("h2-to-h1", 502, Cause.CAUSE_PROTOCOL_MISMATCH, "")
            .orCause(Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    cases.add(fails("plain-to-tls", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE, ""));
    cases.add(fails("dead", 503, Cause.CAUSE_NO_LIVE_UPSTREAMS, "").at("/c/dead/again"));
    cases.add(
        fails("body-too-large", 413, Cause.CAUSE_CLIENT_BODY_TOO_LARGE, "").or(502).by(Visit.POST));
    // What Caddy answers itself looks as if the application had answered it.
    cases.add(
        fails("generated", 503, Cause.CAUSE_PROXY_GENERATED, "").orCause(Cause.CAUSE_APP_ERROR));
    cases.add(
        fails("left", 0, Cause.CAUSE_CLIENT_CLOSED, "").by(Visit.LEAVE).at("/c/stall-header/left"));
  }

  @Override
  public int prepare() throws IOException, InterruptedException {
    // Its only upstream now counts as failed for a while.
    Visit.GET.send(port, "/c/dead/first");
    return 1;
  }

  @Override
  public void close() throws Exception {
    proxy.close();
  }
}
