package dev.culprit.ingest.gateway.nginx;

import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import dev.culprit.ingest.gateway.text.UpstreamNames;
import java.util.ArrayList;
import java.util.List;

/**
 * nginx's {@code $upstream_*} variables, which hold a value a server that was tried: with commas
 * between servers and colons between internal redirects.
 */
final class NginxTries {
  private static final int MOST_TRIES = 20;
  private static final String NOTHING = "";

  private NginxTries() {}

  static List<UpstreamTry> of(
      String addresses,
      String statuses,
      String connectTimes,
      String headerTimes,
      String responseTimes,
      String bytesReceived) {
    List<String> status = split(statuses);
    List<String> address = split(addresses);
    List<String> connect = split(connectTimes);
    List<String> header = split(headerTimes);
    List<String> response = split(responseTimes);
    List<String> bytes = split(bytesReceived);
    int count = Math.max(address.size(), status.size());
    List<UpstreamTry> tries = new ArrayList<>();
    for (int i = 0; i < count && i < MOST_TRIES; i++) {
      String name = UpstreamNames.of(at(address, i));
      String answered = at(status, i);
      if (name.isEmpty() && (answered.isEmpty() || answered.equals("-"))) {
        continue;
      }
      tries.add(
          new UpstreamTry(
              name,
              LooseNumbers.status(answered),
              LooseNumbers.seconds(at(connect, i)),
              LooseNumbers.seconds(at(header, i)),
              LooseNumbers.seconds(at(response, i)),
              LooseNumbers.whole(at(bytes, i), -1)));
    }
    return tries;
  }

  private static String at(List<String> values, int index) {
    return index < values.size() ? values.get(index) : NOTHING;
  }

  private static List<String> split(String values) {
    if (values.isEmpty()) {
      return List.of();
    }
    if (values.indexOf(", ") < 0 && values.indexOf(" : ") < 0) {
      return List.of(values.strip());
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= values.length() && parts.size() < MOST_TRIES) {
      int comma = values.indexOf(", ", start);
      int colon = values.indexOf(" : ", start);
      int end = comma < 0 ? colon : colon < 0 ? comma : Math.min(comma, colon);
      parts.add(values.substring(start, end < 0 ? values.length() : end).strip());
      if (end < 0) {
        break;
      }
      start = end + (end == colon ? 3 : 2);
    }
    return parts;
  }
}
