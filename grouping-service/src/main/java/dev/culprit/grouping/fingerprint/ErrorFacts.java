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
}
