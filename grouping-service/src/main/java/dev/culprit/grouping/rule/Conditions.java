package dev.culprit.grouping.rule;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import java.util.ArrayList;
import java.util.List;

/** All the matchers of one rule. Those of frames must all hold for one and the same frame. */
final class Conditions {

  private final List<Matcher> ofEvent = new ArrayList<>();
  private final List<Matcher> ofFrame = new ArrayList<>();

  Conditions(List<Matcher> matchers) {
    for (Matcher matcher : matchers) {
      (matcher.subject().isOfFrame() ? ofFrame : ofEvent).add(matcher);
    }
  }

  boolean hold(ErrorFacts facts) {
    if (!holdForEvent(facts)) {
      return false;
    }
    if (ofFrame.isEmpty()) {
      return true;
    }
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      for (int frame = 0; frame < facts.frameCount(exception); frame++) {
        if (holdForFrame(facts, exception, frame)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean hold(ErrorFacts facts, int exception, int frame) {
    // The frame first: most frames match nothing, and the event is the same for all of them.
    return holdForFrame(facts, exception, frame) && holdForEvent(facts);
  }

  private boolean holdForEvent(ErrorFacts facts) {
    for (int i = 0; i < ofEvent.size(); i++) {
      if (!ofEvent.get(i).matchesEvent(facts)) {
        return false;
      }
    }
    return true;
  }

  private boolean holdForFrame(ErrorFacts facts, int exception, int frame) {
    for (int i = 0; i < ofFrame.size(); i++) {
      if (!ofFrame.get(i).matchesFrame(facts, exception, frame)) {
        return false;
      }
    }
    return true;
  }
}
