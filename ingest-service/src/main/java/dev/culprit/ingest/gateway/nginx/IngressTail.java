package dev.culprit.ingest.gateway.nginx;

import dev.culprit.ingest.gateway.record.AccessDraft;
import dev.culprit.ingest.gateway.text.LineCursor;
import dev.culprit.ingest.gateway.text.LooseNumbers;
import java.util.Optional;

/**
 * What the ingress controller of Kubernetes writes behind the combined fields: request length and
 * time, the name of the upstream and of an alternative one in brackets, address, length, time and
 * status of each try, and the request's id.
 */
record IngressTail(
    String requestTime, String group, String addresses, String times, String statuses) {

  /** Empty for another tail. */
  static Optional<IngressTail> of(String text) {
    if (text.isEmpty() || !LooseNumbers.isDigit(text.charAt(0))) {
      return Optional.empty();
    }
    LineCursor cursor = new LineCursor(text);
    cursor.word();
    String requestTime = cursor.word();
    if (!cursor.skipSpaces().startsWith("[")) {
      return Optional.empty();
    }
    String group = cursor.between('[', ']');
    cursor.skipSpaces().between('[', ']');
    String addresses = list(cursor);
    list(cursor);
    return Optional.of(new IngressTail(requestTime, group, addresses, list(cursor), list(cursor)));
  }

  /** Words that end in a comma belong to the next. */
  private static String list(LineCursor cursor) {
    StringBuilder list = new StringBuilder(cursor.word());
    while (list.length() > 0 && list.charAt(list.length() - 1) == ',' && !cursor.isAtEnd()) {
      list.append(' ').append(cursor.word());
    }
    return list.toString();
  }

  void addTo(AccessDraft draft) {
    draft
        .duration(LooseNumbers.seconds(requestTime))
        .tries(NginxTries.of(addresses, statuses, "", "", times, ""))
        .upstreamGroup(group.equals("-") ? "" : group);
  }
}
