package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.util.Locale;

/** The proxies that are run here, and how each is started. */
enum TestedProxy {
  NGINX("nginx", NginxGateway::start),
  HAPROXY("haproxy", HaproxyGateway::start),
  APACHE("apache2", ApacheGateway::start),
  CADDY("caddy", CaddyGateway::start);

  private final String program;
  private final Start start;

  TestedProxy(String program, Start start) {
    this.program = program;
    this.start = start;
  }

  static TestedProxy named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  String program() {
    return program;
  }

  boolean isInstalled() {
    return RealProxy.isInstalled(program);
  }

  Gateway start(Stage stage) throws IOException {
    return start.on(stage);
  }

  /** Starts a proxy between the parts of a stage. */
  @FunctionalInterface
  private interface Start {
    Gateway on(Stage stage) throws IOException;
  }
}
