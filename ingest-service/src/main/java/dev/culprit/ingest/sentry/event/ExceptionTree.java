package dev.culprit.ingest.sentry.event;

import dev.culprit.ingest.json.ValueText;
import dev.culprit.proto.ingest.v1.ExceptionInfo;
import dev.culprit.proto.ingest.v1.MapValue;
import dev.culprit.proto.ingest.v1.Mechanism;
import dev.culprit.proto.ingest.v1.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds which exception hangs on which from the ids that clients give them. Ids that make no
 * tree below the first exception are dropped, and the exceptions remain a chain.
 */
final class ExceptionTree {
  private static final int NONE = -1;

  private ExceptionTree() {}

  /** Both lists run from the outermost exception inwards. */
  static void link(List<MapValue> told, List<ExceptionInfo.Builder> exceptions, Mendings mendings) {
    Map<String, Integer> byId = new HashMap<>();
    int[] parents = new int[told.size()];
    Arrays.fill(parents, NONE);
    boolean isTree = true;
    for (int i = 0; i < told.size(); i++) {
      String id = ValueText.find(mechanism(told.get(i)), "exception_id");
      isTree &= id.isEmpty() || byId.putIfAbsent(id, i) == null;
    }
    for (int i = 0; i < told.size(); i++) {
      String parent = ValueText.find(mechanism(told.get(i)), "parent_id");
      if (!parent.isEmpty()) {
        Integer found = byId.get(parent);
        isTree &= found != null;
        parents[i] = found == null ? NONE : found;
      }
    }
    if (!isTree || !endsAtTheFirst(parents)) {
      mendings.note("the ids of the exceptions made no tree; they were taken as a chain");
      return;
    }
    for (int i = 0; i < parents.length; i++) {
      if (parents[i] != NONE) {
        hang(exceptions.get(i), parents[i]);
      }
    }
  }

  private static MapValue mechanism(MapValue exception) {
    Value mechanism = ValueText.value(exception, "mechanism");
    return mechanism == null ? MapValue.getDefaultInstance() : mechanism.getMapValue();
  }

  /** Whoever told no parent hangs on the one before it. */
  private static boolean endsAtTheFirst(int[] parents) {
    for (int start = 0; start < parents.length; start++) {
      int at = start;
      for (int steps = 0; at != 0; steps++) {
        if (steps > parents.length) {
          return false;
        }
        at = parents[at] == NONE ? at - 1 : parents[at];
      }
    }
    return parents.length == 0 || parents[0] == NONE;
  }

  /** Java tells a relation by the type of the mechanism only. */
  private static void hang(ExceptionInfo.Builder exception, int parent) {
    Mechanism.Builder mechanism = exception.getMechanismBuilder().setParent(parent);
    if (mechanism.getSource().isEmpty()) {
      switch (mechanism.getType()) {
        case "chained" -> mechanism.setSource("cause");
        case "suppressed" -> mechanism.setSource("suppressed");
        default -> mechanism.clearSource();
      }
    }
  }
}
