package dev.culprit.load.wire;

/** Hears of answers, one for each event that was taken by {@link Wire#trySend}, from any thread. */
public interface AnswerListener {
  void answered(long sequence, Answer answer);

  /** There is room for further events, beside what {@link #answered} made. */
  void writable();
}
