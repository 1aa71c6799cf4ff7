package dev.culprit.grouping.fingerprint;

/**
 * Knows which messages follow the same template. Stands for each template by the message that
 * founded it, so that a problem keeps its hash while its template becomes more general. Safe for
 * use by many threads.
 */
@FunctionalInterface
public interface MessageTemplates {

  /** Every message is a template of its own. */
  MessageTemplates NONE = message -> message;

  /** The founder of the template of a message that has no variable parts any more. */
  String founder(String message);
}
