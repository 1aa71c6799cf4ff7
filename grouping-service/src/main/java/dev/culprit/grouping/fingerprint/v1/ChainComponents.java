package dev.culprit.grouping.fingerprint.v1;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.Fingerprint.Component;
import dev.culprit.grouping.fingerprint.Fingerprint.Component.Kind;
import java.util.List;
import java.util.Locale;

/** Types and contributing frames of an exception chain. */
final class ChainComponents {

  private ChainComponents() {}

  /** Adds nothing and returns false when no frame of any exception says where it is. */
  static boolean collect(ErrorFacts facts, List<Component> components) {
    boolean onlyInApp = hasUsableInAppFrame(facts);
    int start = components.size();
    boolean anyFrame = false;
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      String type = GeneratedNames.strip(facts.exceptionType(exception));
      components.add(new Component(Kind.TYPE, "", type));
      anyFrame |= collectFrames(facts, exception, onlyInApp, components);
    }
    if (!anyFrame) {
      components.subList(start, components.size()).clear();
    }
    return anyFrame;
  }

  private static boolean hasUsableInAppFrame(ErrorFacts facts) {
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      for (int frame = 0; frame < facts.frameCount(exception); frame++) {
        if (facts.isFrameInApp(exception, frame) && isUsable(facts, exception, frame)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isUsable(ErrorFacts facts, int exception, int frame) {
    return !facts.frameFunction(exception, frame).isEmpty()
        || !facts.frameModule(exception, frame).isEmpty()
        || !facts.frameFile(exception, frame).isEmpty();
  }

  private static boolean collectFrames(
      ErrorFacts facts, int exception, boolean onlyInApp, List<Component> components) {
    boolean any = false;
    String lastScope = "";
    String lastName = "";
    for (int frame = 0; frame < facts.frameCount(exception); frame++) {
      if ((onlyInApp && !facts.isFrameInApp(exception, frame))
          || !isUsable(facts, exception, frame)) {
        continue;
      }
      String scope = scope(facts, exception, frame);
      String name = GeneratedNames.strip(facts.frameFunction(exception, frame));
      // A function that calls itself says the same at every depth.
      if (any && name.equals(lastName) && scope.equals(lastScope)) {
        continue;
      }
      components.add(new Component(Kind.FRAME, scope, name));
      lastScope = scope;
      lastName = name;
      any = true;
    }
    return any;
  }

  private static String scope(ErrorFacts facts, int exception, int frame) {
    String module = facts.frameModule(exception, frame);
    return module.isEmpty()
        ? FileNames.base(facts.frameFile(exception, frame)).toLowerCase(Locale.ROOT)
        : GeneratedNames.strip(module);
  }
}
