package dev.culprit.grouping.score.corpus;

import dev.culprit.grouping.score.corpus.LabelledEvent.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Errors of clients whose server did not answer as it should: the same frames and type for every
 * failure of one call, so that only the failure tells the problems apart.
 */
final class GatewayCorpus {

  /** How a language's usual client names the failure of an answer. */
  private static final Map<String, String> TYPES =
      Map.of(
          "java", "org.springframework.web.client.HttpServerErrorException",
          "node", "AxiosError",
          "python", "requests.exceptions.HTTPError",
          "ruby", "Faraday::ServerError",
          "php", "GuzzleHttp\\Exception\\ServerException",
          "csharp", "System.Net.Http.HttpRequestException");

  /** And the failure of a connection. */
  private static final Map<String, String> CONNECTION_TYPES =
      Map.of(
          "java", "org.springframework.web.client.ResourceAccessException",
          "node", "Error",
          "python", "requests.exceptions.ConnectionError",
          "ruby", "Faraday::ConnectionFailed",
          "php", "GuzzleHttp\\Exception\\ConnectException",
          "csharp", "System.Net.Sockets.SocketException");

  private static final List<String> FAILURES =
      List.of(
          "502 Bad Gateway from POST {url} after {ms}",
          "503 Service Unavailable from POST {url} after {ms}",
          "504 Gateway Timeout from POST {url} after {ms}",
          "connect ECONNREFUSED {hostport}",
          "connect ETIMEDOUT {hostport}",
          "getaddrinfo ENOTFOUND {host}");

  private GatewayCorpus() {}

  static List<LabelledEvent> events(List<Seed> seeds, Surroundings surroundings, int each) {
    Map<String, Seed> callers = new LinkedHashMap<>();
    for (Seed seed : seeds) {
      if (TYPES.containsKey(seed.language()) && seed.report().innermost().inAppFrames() >= 3) {
        callers.putIfAbsent(seed.language(), seed);
      }
    }
    List<LabelledEvent> events = new ArrayList<>();
    callers.values().forEach(caller -> add(caller, surroundings, each, events));
    return events;
  }

  private static void add(
      Seed caller, Surroundings surroundings, int each, List<LabelledEvent> events) {
    for (String failure : FAILURES) {
      Map<String, String> types = failure.startsWith("50") ? TYPES : CONNECTION_TYPES;
      String type = types.getOrDefault(caller.language(), "");
      String label = "call: " + caller.language() + " " + failure;
      Chance chance = new Chance(new Random(label.hashCode()), List.of(), surroundings);
      for (int i = 0; i < each; i++) {
        Thrown thrown =
            new Thrown(type, LogValues.fill(failure, chance), caller.report().innermost().frames());
        Report report = caller.report().withChain(List.of(thrown));
        Mutations.Changed changed = Mutations.some(report, chance);
        events.add(LabelledEvent.of(label, Family.GATEWAY, changed.origin(), changed.report()));
      }
    }
  }
}
