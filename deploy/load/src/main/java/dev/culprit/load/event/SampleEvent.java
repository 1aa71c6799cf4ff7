package dev.culprit.load.event;

import java.util.List;
import java.util.Map;

/**
 * An error as a client library would know it, before any wire writes it down. Texts may hold {@link
 * Template#SEQUENCE}. The frames start with the crash.
 */
public record SampleEvent(
    Language language,
    String type,
    String message,
    List<SampleFrame> frames,
    String transaction,
    String environment,
    String release,
    String serverName,
    Map<String, String> tags,
    Map<String, String> context,
    Map<String, String> headers,
    Map<String, String> params,
    Map<String, String> user) {

  /** The languages whose clients are imitated, each with its own way to write a stack down. */
  public enum Language {
    RUBY,
    NODE,
    JAVA
  }
}
