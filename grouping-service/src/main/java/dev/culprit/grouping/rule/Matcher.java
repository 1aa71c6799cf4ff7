package dev.culprit.grouping.rule;

import dev.culprit.grouping.fingerprint.ErrorFacts;

/** One condition of a rule; {@code tag} is the tag's name where the subject is one, else empty. */
record Matcher(Subject subject, String tag, Glob glob, boolean isNegated) {

  boolean matchesEvent(ErrorFacts facts) {
    boolean matches =
        switch (subject) {
          case TYPE -> matchesType(facts);
          case MESSAGE -> matchesMessage(facts);
          case RELEASE -> glob.matches(facts.release());
          case ENVIRONMENT -> glob.matches(facts.environment());
          case LOGGER -> glob.matches(facts.logger());
          case TAG -> glob.matches(facts.tag(tag));
          case MODULE, PATH, FUNCTION, PACKAGE ->
              throw new IllegalStateException("Frames are asked for apart");
        };
    return matches != isNegated;
  }

  boolean matchesFrame(ErrorFacts facts, int exception, int frame) {
    String said =
        switch (subject) {
          case MODULE -> facts.frameModule(exception, frame);
          case PATH -> facts.frameFile(exception, frame).replace('\\', '/');
          case FUNCTION -> facts.frameFunction(exception, frame);
          case PACKAGE -> facts.framePackage(exception, frame);
          case TYPE, MESSAGE, RELEASE, ENVIRONMENT, LOGGER, TAG ->
              throw new IllegalStateException("The event is asked for apart");
        };
    return glob.matches(said) != isNegated;
  }

  private boolean matchesType(ErrorFacts facts) {
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      if (glob.matches(facts.exceptionType(exception))) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesMessage(ErrorFacts facts) {
    for (int exception = 0; exception < facts.exceptionCount(); exception++) {
      if (glob.matches(facts.exceptionValue(exception))) {
        return true;
      }
    }
    return glob.matches(facts.message());
  }
}
