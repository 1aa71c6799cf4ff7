package dev.culprit.allinone.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

final class NginxTest extends ProxyTest {
  NginxTest() {
    super(TestedProxy.NGINX);
  }

  /** What PHP wrote to its stderr is an error of the application, with its stack trace. */
  @Override
  void compareMore(GatewayProject project) throws IOException, InterruptedException {
    if (!PhpFpm.isInstalled()) {
      return;
    }
    List<JsonArray> exceptions =
        project.applicationEvents().stream()
            .map(event -> event.getJsonArray("exceptions"))
            .filter(all -> all != null && !all.isEmpty())
            .toList();
    assertThat(exceptions).hasSize(1);
    JsonObject thrown = exceptions.get(0).getJsonObject(0);
    assertThat(thrown.getString("type")).isEqualTo("RuntimeException");
    assertThat(thrown.getString("value")).isEqualTo("order 4711 cannot be placed");
    assertThat(exceptions.get(0).encode()).contains("LogicException", "stock is empty", "place");
  }
}
