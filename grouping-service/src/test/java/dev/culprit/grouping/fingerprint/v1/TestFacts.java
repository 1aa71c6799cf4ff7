package dev.culprit.grouping.fingerprint.v1;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import java.util.ArrayList;
import java.util.List;

/** Facts written down by hand: exceptions outermost first, frames crash frame first. */
final class TestFacts implements ErrorFacts {

  private record Frame(String module, String file, String function, boolean inApp) {}

  private record Thrown(String type, String value, List<Frame> frames) {}

  private final List<Thrown> exceptions = new ArrayList<>();
  private List<String> client = List.of();
  private String message = "";

  static TestFacts of(String type, String value) {
    return new TestFacts().causedBy(type, value);
  }

  TestFacts causedBy(String type, String value) {
    exceptions.add(new Thrown(type, value, new ArrayList<>()));
    return this;
  }

  TestFacts inApp(String module, String function) {
    return frame(module, "", function, true);
  }

  TestFacts library(String module, String function) {
    return frame(module, "", function, false);
  }

  TestFacts inFile(String file, String function) {
    return frame("", file, function, true);
  }

  private TestFacts frame(String module, String file, String function, boolean inApp) {
    exceptions.get(exceptions.size() - 1).frames().add(new Frame(module, file, function, inApp));
    return this;
  }

  TestFacts client(String... parts) {
    client = List.of(parts);
    return this;
  }

  static TestFacts message(String message) {
    TestFacts facts = new TestFacts();
    facts.message = message;
    return facts;
  }

  @Override
  public List<String> clientFingerprint() {
    return client;
  }

  @Override
  public int exceptionCount() {
    return exceptions.size();
  }

  @Override
  public String exceptionType(int exception) {
    return exceptions.get(exception).type();
  }

  @Override
  public String exceptionValue(int exception) {
    return exceptions.get(exception).value();
  }

  @Override
  public int frameCount(int exception) {
    return exceptions.get(exception).frames().size();
  }

  @Override
  public String frameFunction(int exception, int frame) {
    return exceptions.get(exception).frames().get(frame).function();
  }

  @Override
  public String frameModule(int exception, int frame) {
    return exceptions.get(exception).frames().get(frame).module();
  }

  @Override
  public String frameFile(int exception, int frame) {
    return exceptions.get(exception).frames().get(frame).file();
  }

  @Override
  public boolean isFrameInApp(int exception, int frame) {
    return exceptions.get(exception).frames().get(frame).inApp();
  }

  @Override
  public String message() {
    return message;
  }
}
