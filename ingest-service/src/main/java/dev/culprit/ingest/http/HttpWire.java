package dev.culprit.ingest.http;

import io.vertx.ext.web.Router;

/** One protocol over HTTP: its paths, its ways to give a key, its form of answers. */
public interface HttpWire {
  /**
   * Adds the wire's routes, and after them for the same paths one that fails with 405; paths of
   * different wires do not collide.
   */
  void mount(Router router);

  /** Adds routes for whatever no path of any wire fits; they pass on what is not theirs. */
  default void mountLast(Router router) {}

  /** What {@code GET /} says of the wire, such as {@code POST /ingest/v1/errors}. */
  String endpoint();
}
