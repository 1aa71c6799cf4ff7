package dev.culprit.allinone.gateways;

import static dev.culprit.allinone.gateways.GatewayCase.fails;
import static dev.culprit.allinone.gateways.GatewayCase.goesWell;

import dev.culprit.proto.ingest.v1.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** nginx as the page says, in front of everything that fails. */
final class NginxGateway implements Gateway {
  private final Stage stage;
  private final RealProxy proxy;
  private final PhpFpm php;
  private final int port;

  private NginxGateway(Stage stage, RealProxy proxy, PhpFpm php, int port) {
    this.stage = stage;
    this.proxy = proxy;
    this.php = php;
    this.port = port;
  }

  static NginxGateway start(Stage stage) throws IOException {
    int port = RealProxy.freePort();
    stage.put("listen", Integer.toString(port));
    stage.put("page", GatewaysPage.block("nginx"));
    stage.put("locations", locations(stage));
    PhpFpm php = PhpFpm.startIfInstalled(stage);
    Path configuration = stage.write("nginx.conf");
    List<String> command =
        List.of("nginx", "-e", "stderr", "-p", stage.directory() + "/", "-c", "" + configuration);
    return new NginxGateway(stage, RealProxy.start(stage.directory(), port, command), php, port);
  }

  private static String locations(Stage stage) {
    return stage.forEach(Upstreams.PLAIN, fault -> location(fault, "http"))
        + stage.forEach(Upstreams.TLS, fault -> location(fault, "https"));
  }

  private static String location(String fault, String scheme) {
    return "location /c/%s { proxy_pass %s://127.0.0.1:@%s@; }".formatted(fault, scheme, fault);
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
    sockets(cases);
    names(cases);
    tls(cases);
    otherProtocols(cases);
    madeByItself(cases);
    healthy(cases);
    if (php.isRunning()) {
      php(cases);
    }
    return cases;
  }

  private GatewayCase at(String fault, int status, Cause cause) {
    return fails(fault, status, cause, stage.upstream(fault));
  }

  private void connections(List<GatewayCase> cases) {
    cases.add(at("refused", 502, Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(at("connect-timeout", 504, Cause.CAUSE_UPSTREAM_CONNECT_TIMEOUT));
    cases.add(fails("multicast", 502, Cause.CAUSE_UPSTREAM_UNREACHABLE, "224.0.0.1:80"));
    cases.add(at("reset-on-accept", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-before-header", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-while-sending", 502, Cause.CAUSE_UPSTREAM_RESET).by(Visit.LARGE_POST));
    cases.add(at("no-read", 504, Cause.CAUSE_UPSTREAM_SEND_TIMEOUT).by(Visit.LARGE_POST));
    cases.add(fails("failover", 200, Cause.CAUSE_UPSTREAM_REFUSED, stage.upstream("refused")));
    cases.add(fails("dead", 502, Cause.CAUSE_NO_LIVE_UPSTREAMS, "").at("/c/dead/again"));
    cases.add(fails("bind", 500, Cause.CAUSE_PROXY_CONFIG, ""));
  }

  private void answers(List<GatewayCase> cases) {
    cases.add(at("closed-before-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    cases.add(at("closed-mid-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    cases.add(at("garbage", 0, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("h2-frames", 0, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("invalid-header", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("invalid-status", 0, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("bad-chunk", 200, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).or(0));
    cases.add(at("header-too-big", 502, Cause.CAUSE_UPSTREAM_HEADER_TOO_BIG));
    cases.add(at("truncated", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED));
    cases.add(at("reset-mid-body", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED));
    cases.add(at("stall-header", 504, Cause.CAUSE_UPSTREAM_READ_TIMEOUT));
    cases.add(at("stall-body", 200, Cause.CAUSE_UPSTREAM_BODY_TIMEOUT));
    for (int status : new int[] {500, 502, 503, 504}) {
      cases.add(
          fails("app-" + status, status, Cause.CAUSE_APP_ERROR, stage.upstream("ok"))
              .at("/ok/app-" + status));
    }
  }

  private void sockets(List<GatewayCase> cases) {
    cases.add(socket("missing", Cause.CAUSE_SOCKET_MISSING));
    cases.add(socket("stale", Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(socket("forbidden", Cause.CAUSE_SOCKET_PERMISSION));
    cases.add(socket("full", Cause.CAUSE_SOCKET_BACKLOG_FULL));
  }

  private GatewayCase socket(String name, Cause cause) {
    return fails("unix-" + name, 502, cause, "unix:" + stage.directory() + "/" + name + ".sock");
  }

  private static void names(List<GatewayCase> cases) {
    cases.add(fails("dns-nx", 502, Cause.CAUSE_DNS_NOT_FOUND, ""));
    cases.add(fails("dns-noaddress", 502, Cause.CAUSE_DNS_NOT_FOUND, ""));
    cases.add(fails("dns-servfail", 502, Cause.CAUSE_DNS_SERVER_FAILURE, ""));
    cases.add(fails("dns-refused", 502, Cause.CAUSE_DNS_REFUSED, ""));
    cases.add(fails("dns-silent", 502, Cause.CAUSE_DNS_TIMEOUT, ""));
  }

  private void tls(List<GatewayCase> cases) {
    cases.add(at("tls-plain", 502, Cause.CAUSE_TLS_NOT_TLS));
    cases.add(at("tls-closed", 502, Cause.CAUSE_TLS_CLOSED));
    cases.add(at("tls-reset", 502, Cause.CAUSE_TLS_CLOSED));
    cases.add(at("tls-silent", 504, Cause.CAUSE_TLS_TIMEOUT));
    cases.add(at("tls-version", 502, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-handshake-failure", 502, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-unrecognized-name", 502, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(certificate("tls-untrusted", "tls-self-signed"));
    cases.add(certificate("tls-outdated", "tls-expired"));
    cases.add(certificate("tls-other-name", "tls-self-signed"));
  }

  private GatewayCase certificate(String name, String upstream) {
    return fails(name, 502, Cause.CAUSE_TLS_CERTIFICATE, stage.upstream(upstream));
  }

  private void otherProtocols(List<GatewayCase> cases) {
    String ok = stage.upstream("ok");
    cases.add(fails("fastcgi-to-http", 502, Cause.CAUSE_PROTOCOL_MISMATCH, ok));
    cases.add(
        fails("fastcgi-refused", 502, Cause.CAUSE_UPSTREAM_REFUSED, stage.upstream("refused")));
    cases.add(
        fails(
            "fastcgi-missing",
            502,
            Cause.CAUSE_SOCKET_MISSING,
            "unix:" + stage.directory() + "/missing.sock"));
    cases.add(fails("grpc-to-http", 502, Cause.CAUSE_PROTOCOL_MISMATCH, ok));
    cases.add(
        fails(
            "grpc-reset", 502, Cause.CAUSE_UPSTREAM_RESET, stage.upstream("reset-before-header")));
    cases.add(
        fails(
            "plain-to-tls",
            0,
            Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE,
            stage.upstream("tls-self-signed")));
  }

  private void php(List<GatewayCase> cases) {
    String upstream = php.address();
    cases.add(fails("php-fatal", 500, Cause.CAUSE_APP_ERROR, upstream).at("/php/fatal.php"));
    cases.add(
        fails("php-killed", 502, Cause.CAUSE_UPSTREAM_RESET, upstream)
            .orCause(Cause.CAUSE_UPSTREAM_CLOSED_EARLY)
            .at("/php/killed.php"));
    cases.add(
        fails("php-slow", 504, Cause.CAUSE_UPSTREAM_READ_TIMEOUT, upstream).at("/php/slow.php"));
    cases.add(
        fails("php-missing", 404, Cause.CAUSE_APP_SCRIPT_MISSING, upstream).at("/php/missing.php"));
    cases.add(goesWell("php-ok", Visit.GET, "/php/ok.php", 200));
  }

  private void madeByItself(List<GatewayCase> cases) {
    cases.add(fails("limit-req", 503, Cause.CAUSE_PROXY_RATE_LIMITED, "").at("/c/limit-req/again"));
    cases.add(fails("body-too-large", 413, Cause.CAUSE_CLIENT_BODY_TOO_LARGE, "").by(Visit.POST));
    cases.add(fails("denied", 403, Cause.CAUSE_PROXY_DENIED, ""));
    // Without an error line this looks as a limit does whose line is missing.
    cases.add(
        fails("generated", 503, Cause.CAUSE_PROXY_GENERATED, "")
            .orCause(Cause.CAUSE_PROXY_RATE_LIMITED));
    cases.add(fails("cycle", 500, Cause.CAUSE_PROXY_CONFIG, ""));
    cases.add(
        fails("auth", 500, Cause.CAUSE_AUTH_SUBREQUEST_FAILED, stage.upstream("refused-too")));
    cases.add(
        fails("left", 0, Cause.CAUSE_CLIENT_CLOSED, "").by(Visit.LEAVE).at("/c/stall-header/left"));
  }

  private static void healthy(List<GatewayCase> cases) {
    cases.addAll(Upstreams.healthy("/ok"));
    // nginx passes a length that it cannot read, and logs nothing.
    cases.add(goesWell("invalid-length", Visit.GET, "/c/invalid-length", 200));
    cases.add(goesWell("post", Visit.LARGE_POST, "/ok/post", 200));
  }

  @Override
  public int prepare() throws IOException, InterruptedException {
    // The first uses up the limit and marks both servers as failed; the cases' own come second.
    Visit.GET.send(port, "/c/limit-req/first");
    Visit.GET.send(port, "/c/dead/first");
    return 2;
  }

  @Override
  public void close() throws Exception {
    proxy.close();
    php.close();
  }
}
