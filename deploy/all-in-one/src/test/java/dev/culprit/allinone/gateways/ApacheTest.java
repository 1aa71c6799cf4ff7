package dev.culprit.allinone.gateways;

final class ApacheTest extends ProxyTest {
  ApacheTest() {
    super(TestedProxy.APACHE);
  }
}
