package dev.culprit.grouping.fingerprint;

import java.util.List;

/**
 * What a fingerprint may be made of: a read-only view of one event. Exceptions are outermost first,
 * frames crash frame first. Strings are empty when unknown. Methods may be added; those that are
 * here keep their meaning for ever, because frozen versions read them.
 */
public interface ErrorFacts {

  /** What the client wants to group by; empty when it leaves that to us. */
  List<String> clientFingerprint();

  int exceptionCount();

  String exceptionType(int exception);

  String exceptionValue(int exception);

  int frameCount(int exception);

  String frameFunction(int exception, int frame);

  String frameModule(int exception, int frame);

  String frameFile(int exception, int frame);

  /** Whether the client said that the frame is the application's own code. */
  boolean isFrameInApp(int exception, int frame);

  /** The template of the event's message, else the message itself. */
  String message();

  /** The language or runtime, such as {@code java}, {@code node}; empty when unknown. */
  default String platform() {
    return "";
  }

  /** The version of the application; empty when unknown. */
  default String release() {
    return "";
  }

  /** Where it ran, such as {@code production}; empty when unknown. */
  default String environment() {
    return "";
  }

  /** The logger that took it; empty when unknown. */
  default String logger() {
    return "";
  }

  /** The value of a tag; empty when the event has no such tag. */
  default String tag(String name) {
    return "";
  }

  /** The library, jar or shared object of a frame; empty when unknown. */
  default String framePackage(int exception, int frame) {
    return "";
  }

  /** What the client said of whose code the frame is, which includes that it said nothing. */
  default InAppClaim inAppClaim(int exception, int frame) {
    return isFrameInApp(exception, frame) ? InAppClaim.YES : InAppClaim.NO;
  }

  /**
   * Where findings about the frames of all exceptions are kept: the same object for events that
   * have the same frames, as far as that is known. Unless said otherwise, nothing is kept.
   */
  default FrameFindings frameFindings() {
    return new FrameFindings();
  }
}
