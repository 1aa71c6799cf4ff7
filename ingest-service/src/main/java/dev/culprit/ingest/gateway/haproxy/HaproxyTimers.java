package dev.culprit.ingest.gateway.haproxy;

import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import java.util.List;

/** {@code TR/Tw/Tc/Tr/Ta} in milliseconds; -1 is what was not reached. */
record HaproxyTimers(String request, String queue, String connect, String response, String total) {

  static HaproxyTimers of(String[] parts) {
    return new HaproxyTimers(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  /** Seconds from the first byte of the request to the last of the response. */
  double duration() {
    return LooseNumbers.milliseconds(total);
  }

  /** The one server that was used, if one was. */
  List<UpstreamTry> tries(String backend, String server, int status) {
    if (server.isEmpty() || server.startsWith("<")) {
      return List.of();
    }
    double toConnect = LooseNumbers.milliseconds(connect);
    double toHeader = toConnect + LooseNumbers.milliseconds(response);
    return List.of(
        new UpstreamTry(
            backend + "/" + server,
            Double.isNaN(toHeader) ? 0 : status,
            toConnect,
            toHeader,
            duration(),
            -1));
  }
}
