package dev.culprit.ingest.scrub;

/**
 * The tools for one event or supplement: cleaning, secrets, trees and the notes that they leave.
 */
final class EventCleaner {
  private static final String DEFAULT_ENVIRONMENT = "default";

  private final StringCleaner strings;
  private final TextSecrets secrets;
  private final ScrubRules rules;
  private final EventNotes notes = new EventNotes();
  private final TreeScrubber trees;

  EventCleaner(ScrubRules rules) {
    this.rules = rules;
    this.strings = new StringCleaner(notes);
    this.secrets = new TextSecrets(rules.names());
    this.trees = new TreeScrubber(this);
  }

  /** Technical words: cleaned and cut. */
  String word(String field, String text, int longest) {
    return text.isEmpty() ? text : strings.fit(field, text, longest);
  }

  /** Words of people and programs: cleaned, cut and freed of secrets. */
  String text(String field, String text, int longest) {
    return text.isEmpty() ? text : secrets.scrub(strings.fit(field, text, longest));
  }

  /** A line of source code. */
  String source(String field, String line, int longest) {
    return line.isEmpty() ? line : secrets.scrubSource(strings.fit(field, line, longest));
  }

  /** Where it ran; never empty. */
  String environment(String told) {
    String environment = word("environment", told.strip(), 64);
    return environment.isEmpty() ? DEFAULT_ENVIRONMENT : environment;
  }

  /** Running text of any length, freed of secrets. */
  String withoutSecrets(String text) {
    return secrets.scrub(text);
  }

  boolean isSecretName(String name) {
    return rules.names().matches(name) || (rules.ipAddresses() && AddressNames.matches(name));
  }

  ScrubRules rules() {
    return rules;
  }

  TreeScrubber trees() {
    return trees;
  }

  EventNotes notes() {
    return notes;
  }
}
