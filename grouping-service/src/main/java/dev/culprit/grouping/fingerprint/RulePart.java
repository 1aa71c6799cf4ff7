package dev.culprit.grouping.fingerprint;

/** One part of a fingerprint or title that a rule or a client asks for. */
public sealed interface RulePart {

  /** These very characters. */
  record Text(String text) implements RulePart {}

  /** Something that the event says. */
  enum Variable implements RulePart {
    /** The type of the exception that decides. */
    TYPE,
    /** The function of the topmost frame that decides. */
    FUNCTION,
    /** The module of that frame. */
    MODULE,
    /** The message without its variable parts. */
    MESSAGE,
    /** Everything that would be grouped by without the rule. */
    DEFAULT
  }
}
