package dev.culprit.grouping.score.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A class of the application that is called through a generated subclass and reflection. */
final class Proxies implements Mutation {

  private static final Set<String> LANGUAGES = Set.of("java", "groovy", "kotlin");

  @Override
  public String title() {
    return "proxied class";
  }

  @Override
  public Optional<Report> apply(Report report, Chance chance) {
    if (report.isMessageOnly() || !LANGUAGES.contains(report.language())) {
      return Optional.empty();
    }
    Thrown thrown = report.innermost();
    int at = CallingRoute.inApp(thrown.frames(), 1);
    if (at < 0) {
      return Optional.empty();
    }
    List<StackFrame> changed = new ArrayList<>(thrown.frames());
    changed.addAll(at + 1, through(thrown.frames().get(at), chance));
    return Optional.of(report.withInnermost(thrown.withFrames(changed)));
  }

  private static List<StackFrame> through(StackFrame target, Chance chance) {
    String subclass = target.module() + "$$EnhancerBySpringCGLIB$$" + chance.hex(8);
    String accessor = "jdk.internal.reflect.GeneratedMethodAccessor" + chance.between(1, 400);
    return List.of(
        new StackFrame("invoke", accessor, "", 0, false, ""),
        new StackFrame("invoke", "java.lang.reflect.Method", "Method.java", 568, false, ""),
        new StackFrame(target.function(), subclass, "<generated>", 0, true, ""));
  }
}
