package dev.culprit.query.http;

/** A group of operations that belong together. */
@FunctionalInterface
public interface Endpoint {
  void register(Operations operations);
}
