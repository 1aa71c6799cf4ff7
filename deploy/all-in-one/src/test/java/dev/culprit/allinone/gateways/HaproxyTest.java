package dev.culprit.allinone.gateways;

final class HaproxyTest extends ProxyTest {
  HaproxyTest() {
    super(TestedProxy.HAPROXY);
  }
}
