package dev.culprit.alert.detect;

/**
 * What a detector thinks of a series now, with one sentence that says why.
 *
 * @param sentence for people: "142 events in 5 minutes, usually 3.2 (44x)"
 */
public record Verdict(State state, String sentence, Numbers numbers) {

  /** How a series stands to its line. */
  public enum State {
    /** Under half the line: an open incident may close. */
    CALM,
    /** Over half the line: keeps an incident open, opens none. */
    ELEVATED,
    /** Over the line: opens an incident. */
    FIRING
  }

  /**
   * The numbers behind the sentence.
   *
   * @param observed events in the window
   * @param threshold the count above which it fires
   * @param baseline events usual in such a window; 0 when there is none or none is known
   * @param windowMinutes length of the window
   */
  public record Numbers(long observed, double threshold, double baseline, int windowMinutes) {
    public static final Numbers NONE = new Numbers(0, 0, 0, 0);
  }

  public boolean isFiring() {
    return state == State.FIRING;
  }

  /** Whether an open incident should stay open. */
  public boolean isHot() {
    return state != State.CALM;
  }
}
