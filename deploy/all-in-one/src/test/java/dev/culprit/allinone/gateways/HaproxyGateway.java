package dev.culprit.allinone.gateways;

import static dev.culprit.allinone.gateways.GatewayCase.fails;
import static dev.culprit.allinone.gateways.GatewayCase.goesWell;

import dev.culprit.proto.ingest.v1.Cause;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** HAProxy as the page says: one backend {@code be_NAME} with a server {@code s1} a case. */
final class HaproxyGateway implements Gateway {
  private final Stage stage;
  private final RealProxy proxy;
  private final int port;
  private final List<Socket> held = new ArrayList<>();

  private HaproxyGateway(Stage stage, RealProxy proxy, int port) {
    this.stage = stage;
    this.proxy = proxy;
    this.port = port;
  }

  static HaproxyGateway start(Stage stage) throws IOException {
    int port = RealProxy.freePort();
    stage.put("listen", Integer.toString(port));
    for (String part : List.of("global", "defaults", "frontend")) {
      stage.put("page-" + part, GatewaysPage.block("haproxy " + part));
    }
    stage.put(
        "backends",
        stage.forEach(Upstreams.PLAIN, fault -> backend(fault, ""))
            + stage.forEach(Upstreams.TLS, fault -> backend(fault, " ssl verify none")));
    Path configuration = stage.write("haproxy.cfg");
    List<String> command = List.of("haproxy", "-db", "-f", configuration.toString());
    return new HaproxyGateway(stage, RealProxy.start(stage.directory(), port, command), port);
  }

  private static String backend(String fault, String options) {
    return "backend be_%s\n    server s1 127.0.0.1:@%s@%s".formatted(fault, fault, options);
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
    madeByItself(cases);
    healthy(cases);
    return cases;
  }

  private static GatewayCase at(String name, int status, Cause cause) {
    return fails(name, status, cause, "be_" + name + "/s1");
  }

  private static void connections(List<GatewayCase> cases) {
    cases.add(at("refused", 503, Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(at("connect-timeout", 503, Cause.CAUSE_UPSTREAM_CONNECT_TIMEOUT));
    cases.add(notConnected("multicast", Cause.CAUSE_UPSTREAM_UNREACHABLE));
    cases.add(notConnected("unix-missing", Cause.CAUSE_SOCKET_MISSING));
    cases.add(notConnected("unix-stale", Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(notConnected("unix-forbidden", Cause.CAUSE_SOCKET_PERMISSION));
    // HAProxy has one word for "try again", whether ports or places in a backlog are lacking.
    cases.add(
        notConnected("unix-full", Cause.CAUSE_SOCKET_BACKLOG_FULL)
            .orCause(Cause.CAUSE_PROXY_RESOURCE_EXHAUSTED));
    cases.add(reset("reset-on-accept"));
    cases.add(reset("reset-before-header"));
    cases.add(
        reset("reset-while-sending")
            .or(0)
            .orCause(Cause.CAUSE_UPSTREAM_BODY_TRUNCATED)
            .by(Visit.LARGE_POST));
    cases.add(at("no-read", 504, Cause.CAUSE_UPSTREAM_SEND_TIMEOUT).or(0).by(Visit.LARGE_POST));
  }

  /** Without checks of the server, HAProxy says of all these only that it could not connect. */
  private static GatewayCase notConnected(String name, Cause cause) {
    return at(name, 503, cause).orCause(Cause.CAUSE_UPSTREAM_REFUSED);
  }

  /** A reset and an early end are the same state, SH. */
  private static GatewayCase reset(String name) {
    return at(name, 502, Cause.CAUSE_UPSTREAM_RESET).orCause(Cause.CAUSE_UPSTREAM_CLOSED_EARLY);
  }

  private static void answers(List<GatewayCase> cases) {
    cases.add(at("closed-before-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    cases.add(at("closed-mid-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    for (String fault :
        List.of("garbage", "h2-frames", "invalid-header", "invalid-length", "plain-to-tls")) {
      cases.add(at(fault, 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    }
    cases.add(at("invalid-status", 0, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).or(502));
    cases.add(at("bad-chunk", 200, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).or(502));
    cases.add(
        at("header-too-big", 502, Cause.CAUSE_UPSTREAM_HEADER_TOO_BIG)
            .orCause(Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("truncated", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED));
    cases.add(at("reset-mid-body", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED));
    cases.add(at("stall-header", 504, Cause.CAUSE_UPSTREAM_READ_TIMEOUT));
    cases.add(at("stall-body", 200, Cause.CAUSE_UPSTREAM_BODY_TIMEOUT));
    for (int status : new int[] {500, 502, 503, 504}) {
      cases.add(
          fails("app-" + status, status, Cause.CAUSE_APP_ERROR, "be_ok/s1")
              .at("/ok/app-" + status));
    }
  }

  private static void tls(List<GatewayCase> cases) {
    cases.add(at("tls-plain", 503, Cause.CAUSE_TLS_NOT_TLS));
    cases.add(at("tls-closed", 503, Cause.CAUSE_TLS_CLOSED));
    cases.add(at("tls-reset", 503, Cause.CAUSE_TLS_CLOSED));
    cases.add(
        at("tls-silent", 503, Cause.CAUSE_TLS_TIMEOUT)
            .orCause(Cause.CAUSE_UPSTREAM_CONNECT_TIMEOUT));
    cases.add(at("tls-version", 503, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-handshake-failure", 503, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-unrecognized-name", 503, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-untrusted", 503, Cause.CAUSE_TLS_CERTIFICATE));
    cases.add(at("tls-outdated", 503, Cause.CAUSE_TLS_CERTIFICATE));
    cases.add(at("tls-other-name", 503, Cause.CAUSE_TLS_CERTIFICATE));
  }

  private static void madeByItself(List<GatewayCase> cases) {
    cases.add(fails("queue", 503, Cause.CAUSE_PROXY_QUEUE_TIMEOUT, ""));
    cases.add(fails("no-backend", 503, Cause.CAUSE_PROXY_CONFIG, ""));
    cases.add(fails("maintained", 503, Cause.CAUSE_NO_LIVE_UPSTREAMS, ""));
    cases.add(fails("checked", 503, Cause.CAUSE_NO_LIVE_UPSTREAMS, ""));
    cases.add(fails("unnamed", 503, Cause.CAUSE_NO_LIVE_UPSTREAMS, ""));
    cases.add(fails("denied", 403, Cause.CAUSE_PROXY_DENIED, ""));
    cases.add(fails("limited", 429, Cause.CAUSE_PROXY_RATE_LIMITED, ""));
    cases.add(fails("tarpit", 500, Cause.CAUSE_PROXY_DENIED, ""));
    cases.add(fails("generated", 503, Cause.CAUSE_PROXY_GENERATED, ""));
    cases.add(
        fails("left", 0, Cause.CAUSE_CLIENT_CLOSED, "be_stall-header/s1")
            .by(Visit.LEAVE)
            .at("/c/stall-header/left"));
  }

  private static void healthy(List<GatewayCase> cases) {
    cases.addAll(Upstreams.healthy("/ok"));
    cases.add(goesWell("post", Visit.LARGE_POST, "/ok/post", 200));
  }

  @Override
  public int prepare() throws IOException {
    // It keeps the only slot; as long as it does, it is not served.
    held.add(Visit.hold(port, "/c/queue/first"));
    return 0;
  }

  @Override
  public void close() throws Exception {
    for (Socket socket : held) {
      socket.close();
    }
    proxy.close();
  }
}
