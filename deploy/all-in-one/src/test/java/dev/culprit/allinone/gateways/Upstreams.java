package dev.culprit.allinone.gateways;

import static dev.culprit.allinone.gateways.GatewayCase.goesWell;

import java.util.List;
import java.util.stream.Stream;

/** Which upstreams every proxy is put in front of in the same way, and what must go well. */
final class Upstreams {
  /** Reached by plain HTTP. */
  static final List<String> PLAIN =
      Stream.concat(Faults.all().keySet().stream(), Stream.of("refused", "connect-timeout"))
          .toList();

  /** Reached by TLS whose certificate does not matter. */
  static final List<String> TLS =
      List.of(
          "tls-plain",
          "tls-closed",
          "tls-reset",
          "tls-silent",
          "tls-version",
          "tls-handshake-failure",
          "tls-unrecognized-name");

  private Upstreams() {}

  /**
   * @param prefix of the paths that lead to the upstream that works
   */
  static List<GatewayCase> healthy(String prefix) {
    return List.of(
        goesWell("ok", Visit.GET, prefix + "/page", 200),
        goesWell("head", Visit.HEAD, prefix + "/head", 200),
        goesWell("slow", Visit.GET, prefix + "/slow-ok", 200),
        goesWell("app-404", Visit.GET, prefix + "/app-404", 404),
        goesWell("app-401", Visit.GET, prefix + "/app-401", 401),
        goesWell("redirect", Visit.GET, prefix + "/app-302", 302),
        goesWell("not-modified", Visit.GET, prefix + "/not-modified", 304),
        goesWell("upgrade", Visit.UPGRADE, prefix + "/upgrade", 101),
        goesWell("large", Visit.READ_SLOWLY, prefix + "/large", 200),
        goesWell("keep-alive", Visit.TWICE_ON_ONE_CONNECTION, prefix + "/keep-alive", 200));
  }
}
