package dev.culprit.ingest.gateway.exchange;

import dev.culprit.ingest.gateway.join.RequestCase;
import dev.culprit.ingest.gateway.record.GatewayRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which cases of a batch belong to which halves of other instances, each to at most one. */
final class Pairing {
  private final Map<RequestCase, PostedHalf> mine;
  private final SealedRecords seals;
  private final Map<UUID, RequestCase> proposed = new LinkedHashMap<>();
  private final Map<UUID, List<GatewayRecord>> contents = new HashMap<>();
  private final Map<RequestCase, List<GatewayRecord>> found = new LinkedHashMap<>();

  Pairing(Map<RequestCase, PostedHalf> mine, SealedRecords seals) {
    this.mine = mine;
    this.seals = seals;
  }

  Set<Long> keys() {
    Set<Long> keys = new HashSet<>();
    mine.values().forEach(half -> keys.addAll(half.keys()));
    return keys;
  }

  /** Those that complete one of ours. */
  List<UUID> propose(List<PostedHalf> posted) {
    Map<Long, List<RequestCase>> byKey = new HashMap<>();
    mine.forEach(
        (request, half) ->
            half.keys()
                .forEach(
                    key -> byKey.computeIfAbsent(key, first -> new ArrayList<>()).add(request)));
    Set<RequestCase> spoken = new HashSet<>();
    for (PostedHalf theirs : posted) {
      theirs.keys().stream()
          .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
          .filter(ours -> !spoken.contains(ours) && fits(ours, theirs))
          .findFirst()
          .ifPresent(
              ours -> {
                spoken.add(ours);
                proposed.put(theirs.id(), ours);
              });
    }
    return List.copyOf(proposed.keySet());
  }

  private boolean fits(RequestCase ours, PostedHalf theirs) {
    if ((ours.access() != null) == theirs.isAccess()) {
      return false;
    }
    List<GatewayRecord> records =
        contents.computeIfAbsent(theirs.id(), id -> seals.open(theirs.sealed().getBytes()));
    return !records.isEmpty() && ours.isCompletedBy(records);
  }

  /** Keeps what could be taken; gives what has to be posted. */
  List<PostedHalf> unpaired(Set<UUID> taken) {
    proposed.forEach(
        (id, request) -> {
          if (taken.contains(id)) {
            found.put(request, contents.getOrDefault(id, List.of()));
            mine.remove(request);
          }
        });
    return List.copyOf(mine.values());
  }

  /** Those that found nothing and were posted. */
  Map<RequestCase, PostedHalf> posted() {
    return mine;
  }

  /** What was found, by the case that it completes. */
  Map<RequestCase, List<GatewayRecord>> found() {
    return found;
  }
}
