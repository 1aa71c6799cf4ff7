package dev.culprit.grouping.score.corpus;

import java.util.List;
import java.util.function.UnaryOperator;

/** One exception of a chain, frames crash frame first. */
public record Thrown(String type, String value, List<StackFrame> frames) {

  public Thrown {
    frames = List.copyOf(frames);
  }

  Thrown withType(String newType) {
    return new Thrown(newType, value, frames);
  }

  Thrown withValue(String newValue) {
    return new Thrown(type, newValue, frames);
  }

  Thrown withFrames(List<StackFrame> newFrames) {
    return new Thrown(type, value, newFrames);
  }

  Thrown mapFrames(UnaryOperator<StackFrame> change) {
    return withFrames(frames.stream().map(change).toList());
  }

  long inAppFrames() {
    return frames.stream().filter(StackFrame::inApp).count();
  }
}
