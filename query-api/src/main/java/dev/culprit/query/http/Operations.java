package dev.culprit.query.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The implementation of each operation of the contract, by its operationId. */
public final class Operations {
  private final Map<String, Operation> byId = new LinkedHashMap<>();

  public Operations on(String operationId, Operation operation) {
    if (byId.put(operationId, operation) != null) {
      throw new IllegalStateException(operationId + " is implemented twice");
    }
    return this;
  }

  Map<String, Operation> byId() {
    return Collections.unmodifiableMap(byId);
  }
}
