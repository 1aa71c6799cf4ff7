package dev.culprit.grouping.problem;

/** What a list or a notification says of a problem; taken from the event that opened it. */
public record ProblemSummary(
    String title, String message, String culprit, String level, String platform) {

  private static final int LONGEST_TITLE = 256;

  /** The same with a title that a rule gave; what it said before becomes part of the message. */
  public ProblemSummary withTitle(String given) {
    String cut = given.length() <= LONGEST_TITLE ? given : given.substring(0, LONGEST_TITLE);
    return new ProblemSummary(
        cut, message.isEmpty() ? title : title + ": " + message, culprit, level, platform);
  }
}
