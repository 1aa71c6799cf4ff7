package dev.culprit.grouping.fingerprint;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The identity of a problem under one version, and why: the layer that decided and what went into
 * the hash, in its order. The hash is 128 bits, held as two numbers because millions of them are
 * compared.
 */
public record Fingerprint(
    int version, long high, long low, Layer layer, List<Component> components) {

  /** The hash as its 16 bytes. */
  public byte[] hash() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  /** What decided, from the surest to the vaguest. */
  public enum Layer {
    /** A fingerprint rule of the project said what to group by. */
    RULE,
    /** The client said what to group by. */
    CLIENT,
    /** The types of the exceptions and their frames. */
    FRAMES,
    /** The type of the exception and its message without its variable parts. */
    TYPE_AND_MESSAGE,
    /** The message without its variable parts. */
    MESSAGE,
    /** The template that the message was found to follow. */
    TEMPLATE
  }

  /**
   * One thing that went into the hash. {@code scope} is where a frame is, or what is told of a
   * message; else empty.
   */
  public record Component(Kind kind, String scope, String name) {

    /** What a component is. */
    public enum Kind {
      CLIENT,
      TYPE,
      FRAME,
      MESSAGE
    }
  }
}
