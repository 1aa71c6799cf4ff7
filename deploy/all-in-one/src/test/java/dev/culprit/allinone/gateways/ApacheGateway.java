package dev.culprit.allinone.gateways;

import static dev.culprit.allinone.gateways.GatewayCase.fails;
import static dev.culprit.allinone.gateways.GatewayCase.goesWell;

import dev.culprit.proto.ingest.v1.Cause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apache httpd with mod_proxy as the page says. */
final class ApacheGateway implements Gateway {
  private static final List<String> MODULES =
      List.of(
          "mpm_event",
          "authz_core",
          "authz_host",
          "alias",
          "env",
          "rewrite",
          "unixd",
          "proxy",
          "proxy_http",
          "proxy_fcgi",
          "proxy_wstunnel",
          "slotmem_shm",
          "proxy_balancer",
          "lbmethod_byrequests",
          "socache_shmcb",
          "ssl");

  private final Stage stage;
  private final RealProxy proxy;
  private final int port;

  private ApacheGateway(Stage stage, RealProxy proxy, int port) {
    this.stage = stage;
    this.proxy = proxy;
    this.port = port;
  }

  static ApacheGateway start(Stage stage) throws IOException {
    int port = RealProxy.freePort();
    stage.put("listen", Integer.toString(port));
    stage.put("page", GatewaysPage.block("apache"));
    stage.put(
        "modules",
        stage.forEach(
            MODULES,
            name ->
                "<IfModule !%s_module>\nLoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n</IfModule>"
                    .formatted(name, name, name)));
    stage.put(
        "passes",
        stage.forEach(Upstreams.PLAIN, fault -> pass(fault, "http"))
            + stage.forEach(Upstreams.TLS, fault -> pass(fault, "https")));
    Path configuration = stage.write("apache.conf");
    List<String> command = List.of("apache2", "-D", "FOREGROUND", "-f", configuration.toString());
    return new ApacheGateway(stage, RealProxy.start(stage.directory(), port, command), port);
  }

  private static String pass(String fault, String scheme) {
    return "ProxyPass /c/%s %s://127.0.0.1:@%s@/c/%s connectiontimeout=1 timeout=1 retry=0"
        .formatted(fault, scheme, fault, fault);
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
    return cases;
  }

  private GatewayCase at(String fault, int status, Cause cause) {
    return fails(fault, status, cause, stage.upstream(fault));
  }

  private void connections(List<GatewayCase> cases) {
    cases.add(at("refused", 503, Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(at("connect-timeout", 503, Cause.CAUSE_UPSTREAM_CONNECT_TIMEOUT));
    cases.add(fails("multicast", 503, Cause.CAUSE_UPSTREAM_UNREACHABLE, "224.0.0.1:80"));
    cases.add(at("reset-on-accept", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-before-header", 502, Cause.CAUSE_UPSTREAM_RESET));
    cases.add(at("reset-while-sending", 502, Cause.CAUSE_UPSTREAM_RESET).by(Visit.LARGE_POST));
    cases.add(at("no-read", 504, Cause.CAUSE_UPSTREAM_SEND_TIMEOUT).by(Visit.LARGE_POST));
    cases.add(socket("missing", Cause.CAUSE_SOCKET_MISSING));
    cases.add(socket("stale", Cause.CAUSE_UPSTREAM_REFUSED));
    cases.add(socket("forbidden", Cause.CAUSE_SOCKET_PERMISSION));
  }

  private GatewayCase socket(String name, Cause cause) {
    return fails("unix-" + name, 503, cause, "unix:" + stage.directory() + "/" + name + ".sock");
  }

  private void answers(List<GatewayCase> cases) {
    cases.add(at("closed-before-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY));
    cases.add(at("closed-mid-header", 502, Cause.CAUSE_UPSTREAM_CLOSED_EARLY).unnamed());
    cases.add(at("garbage", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("h2-frames", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE));
    cases.add(at("invalid-header", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).unnamed());
    cases.add(at("invalid-length", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).unnamed());
    cases.add(at("bad-chunk", 502, Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE).or(200).unnamed());
    cases.add(at("header-too-big", 502, Cause.CAUSE_UPSTREAM_HEADER_TOO_BIG).unnamed());
    cases.add(at("truncated", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED).unnamed());
    cases.add(at("reset-mid-body", 200, Cause.CAUSE_UPSTREAM_BODY_TRUNCATED).unnamed());
    cases.add(at("stall-header", 502, Cause.CAUSE_UPSTREAM_READ_TIMEOUT));
    cases.add(at("stall-body", 200, Cause.CAUSE_UPSTREAM_BODY_TIMEOUT).unnamed());
    for (int status : new int[] {500, 502, 503, 504}) {
      cases.add(fails("app-" + status, status, Cause.CAUSE_APP_ERROR, "").at("/ok/app-" + status));
    }
  }

  private void tls(List<GatewayCase> cases) {
    cases.add(at("tls-plain", 500, Cause.CAUSE_TLS_NOT_TLS));
    cases.add(at("tls-closed", 500, Cause.CAUSE_TLS_CLOSED));
    cases.add(at("tls-reset", 500, Cause.CAUSE_TLS_CLOSED));
    cases.add(at("tls-silent", 500, Cause.CAUSE_TLS_TIMEOUT));
    cases.add(at("tls-version", 500, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-handshake-failure", 500, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(at("tls-unrecognized-name", 500, Cause.CAUSE_TLS_PROTOCOL));
    cases.add(
        fails(
            "tls-untrusted", 500, Cause.CAUSE_TLS_CERTIFICATE, stage.upstream("tls-self-signed")));
    cases.add(
        fails("tls-outdated", 500, Cause.CAUSE_TLS_CERTIFICATE, stage.upstream("tls-expired")));
  }

  private void others(List<GatewayCase> cases) {
    cases.add(fails("dns-nx", 500, Cause.CAUSE_DNS_NOT_FOUND, ""));
    // What Apache notices first is chance: the answer in another protocol, or that the connection
    // broke.
    cases.add(
        fails("fastcgi-to-http", 503, Cause.CAUSE_PROTOCOL_MISMATCH, "")
            .orCause(Cause.CAUSE_UPSTREAM_RESET));
    cases.add(
        fails("fastcgi-refused", 503, Cause.CAUSE_UPSTREAM_REFUSED, stage.upstream("refused")));
    cases.add(
        fails(
            "plain-to-tls",
            502,
            Cause.CAUSE_UPSTREAM_MALFORMED_RESPONSE,
            stage.upstream("tls-self-signed")));
    cases.add(fails("dead", 503, Cause.CAUSE_NO_LIVE_UPSTREAMS, "").at("/c/dead/again"));
    cases.add(fails("denied", 403, Cause.CAUSE_PROXY_DENIED, ""));
    cases.add(fails("generated", 503, Cause.CAUSE_PROXY_GENERATED, ""));
    cases.add(fails("failover", 200, Cause.CAUSE_UPSTREAM_REFUSED, stage.upstream("refused")));
  }

  @Override
  public int prepare() throws IOException, InterruptedException {
    // Its only member is now in error for a while.
    Visit.GET.send(port, "/c/dead/first");
    return 1;
  }

  @Override
  public void close() throws Exception {
    proxy.close();
  }
}
