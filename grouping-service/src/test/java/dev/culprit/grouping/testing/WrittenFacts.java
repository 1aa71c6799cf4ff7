package dev.culprit.grouping.testing;

import dev.culprit.grouping.fingerprint.ErrorFacts;
import dev.culprit.grouping.fingerprint.FrameFindings;
import dev.culprit.grouping.fingerprint.InAppClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Facts written down by hand: exceptions outermost first, frames crash frame first. */
public final class WrittenFacts implements ErrorFacts {

  private record Frame(String module, String file, String function, InAppClaim claim) {}

  private record Thrown(String type, String value, List<Frame> frames) {}

  private final String platform;
  private final List<Thrown> exceptions = new ArrayList<>();
  private final Map<String, String> tags = new HashMap<>();
  private List<String> client = List.of();
  private String message = "";
  private String release = "";
  private FrameFindings findings = new FrameFindings();

  private WrittenFacts(String platform) {
    this.platform = platform;
  }

  public static WrittenFacts on(String platform) {
    return new WrittenFacts(platform);
  }

  public static WrittenFacts message(String message) {
    WrittenFacts facts = new WrittenFacts("");
    facts.message = message;
    return facts;
  }

  /** The first one is the outermost; each further one is the cause of the one before. */
  public WrittenFacts thrown(String type, String value) {
    exceptions.add(new Thrown(type, value, new ArrayList<>()));
    return this;
  }

  public WrittenFacts app(String module, String function) {
    return frame(module, "", function, InAppClaim.YES);
  }

  public WrittenFacts library(String module, String function) {
    return frame(module, "", function, InAppClaim.NO);
  }

  public WrittenFacts unsaid(String module, String file, String function) {
    return frame(module, file, function, InAppClaim.UNSAID);
  }

  public WrittenFacts file(String file, String function) {
    return frame("", file, function, InAppClaim.YES);
  }

  private WrittenFacts frame(String module, String file, String function, InAppClaim claim) {
    exceptions.get(exceptions.size() - 1).frames().add(new Frame(module, file, function, claim));
    return this;
  }

  public WrittenFacts client(String... parts) {
    client = List.of(parts);
    return this;
  }

  public WrittenFacts tagged(String name, String value) {
    tags.put(name, value);
    return this;
  }

  public WrittenFacts released(String version) {
    release = version;
    return this;
  }

  /** As an event that has the same frames as others does. */
  public WrittenFacts sharing(FrameFindings known) {
    findings = known;
    return this;
  }

  private Frame at(int exception, int frame) {
    return exceptions.get(exception).frames().get(frame);
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
    return at(exception, frame).function();
  }

  @Override
  public String frameModule(int exception, int frame) {
    return at(exception, frame).module();
  }

  @Override
  public String frameFile(int exception, int frame) {
    return at(exception, frame).file();
  }

  @Override
  public boolean isFrameInApp(int exception, int frame) {
    return at(exception, frame).claim() == InAppClaim.YES;
  }

  @Override
  public InAppClaim inAppClaim(int exception, int frame) {
    return at(exception, frame).claim();
  }

  @Override
  public String message() {
    return message;
  }

  @Override
  public String platform() {
    return platform;
  }

  @Override
  public String release() {
    return release;
  }

  @Override
  public String tag(String name) {
    return tags.getOrDefault(name, "");
  }

  @Override
  public FrameFindings frameFindings() {
    return findings;
  }
}
