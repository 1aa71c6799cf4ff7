package dev.culprit.grouping.score.corpus;

/**
 * An event whose true problem is known. {@code family} says which sort of event it is and {@code
 * origin} how it came about, such as the changes that were made to the original.
 */
public record LabelledEvent(String label, Family family, String origin, Arrival arrival) {

  static LabelledEvent of(String label, Family family, String origin, Report report) {
    return new LabelledEvent(label, family, origin, Arrival.of(report));
  }

  /** The sorts of events that are also scored apart. */
  public enum Family {
    /** An error of a seed, changed in ways that keep it the same bug. */
    BUG("same bug, changed"),
    /** An error made to resemble a seed's although it is another bug. */
    NEAR_MISS("near miss"),
    /** A line of a log without a stack. */
    LOG("log message"),
    /** A failure between a proxy or client and a server. */
    GATEWAY("gateway"),
    /** From a file of labelled duplicates. */
    DATA("data");

    private final String title;

    Family(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }
}
