package dev.culprit.allinone.gateways;

import dev.culprit.allinone.gateways.SharedProduct.Product;
import java.io.IOException;

/** Caddy sends its lines without any syslog header: a listener of their own is for one project. */
final class CaddyTest extends ProxyTest {
  CaddyTest() {
    super(TestedProxy.CADDY);
  }

  @Override
  GatewayProject project(Product product) {
    return GatewayProject.bound(product);
  }

  @Override
  LogTap tap(Product product) throws IOException {
    return LogTap.start(product.boundSyslog());
  }
}
