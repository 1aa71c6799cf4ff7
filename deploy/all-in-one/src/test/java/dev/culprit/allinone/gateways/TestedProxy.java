package dev.culprit.allinone.gateways;

import java.io.IOException;
import java.util.Locale;

/** The proxies that are run here, by the names that the product gives them. */
enum TestedProxy {
  NGINX("nginx"),
  HAPROXY("haproxy"),
  APACHE("apache2"),
  CADDY("caddy");

  private final String program;

  TestedProxy(String program) {
    this.program = program;
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
    return switch (this) {
      case NGINX -> NginxGateway.start(stage);
      case HAPROXY -> HaproxyGateway.start(stage);
      case APACHE -> ApacheGateway.start(stage);
      case CADDY -> CaddyGateway.start(stage);
    };
  }
}
