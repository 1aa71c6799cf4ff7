package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

final class HaproxyTest extends ProxyTest {
  HaproxyTest() {
    super(TestedProxy.HAPROXY);
  }

  /** The check of a server says why it is down, before anyone asked for it. */
  @Override
  void compareMore(GatewayProject project) throws IOException, InterruptedException {
    assertThat(project.failures())
        .filteredOn(failure -> failure.upstream().equals("be_checked/s1"))
        .extracting(StoredFailure::cause)
        .containsExactly("CAUSE_UPSTREAM_REFUSED");
  }
}
