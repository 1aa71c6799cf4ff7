package dev.culprit.grouping.fingerprint;

import java.util.List;

/**
 * An event reduced to what it can be compared by: crash frame first, without generated names, with
 * repetition and boundaries left out.
 *
 * @param type the type of the innermost exception
 * @param code what the message holds of status, error number or SQL state; empty when nothing
 * @param message the message without its variable parts
 * @param endsAtEntry whether the outermost frame is one that threads or programs begin with; else
 *     frames may be missing
 */
public record Trace(
    String type, String code, String message, List<Frame> frames, boolean endsAtEntry) {

  /** One call. */
  public record Frame(String scope, String name, boolean inApp) {}
}
