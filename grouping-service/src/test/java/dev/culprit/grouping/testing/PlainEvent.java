package dev.culprit.grouping.testing;

import dev.culprit.grouping.event.EventContent;
import dev.culprit.grouping.event.IncomingEvent;
import dev.culprit.grouping.event.StackTraceHash;
import dev.culprit.grouping.fingerprint.ErrorFacts;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The smallest event of the domain: one exception without frames. */
public record PlainEvent(String type) implements ErrorFacts, EventContent {

  public static IncomingEvent of(long projectId, UUID uid, Instant at, String type) {
    PlainEvent plain = new PlainEvent(type);
    return new IncomingEvent(
        projectId, uid, at, at, "production", "1.0", "error", "java", plain, plain);
  }

  @Override
  public List<String> clientFingerprint() {
    return List.of();
  }

  @Override
  public int exceptionCount() {
    return 1;
  }

  @Override
  public String exceptionType(int exception) {
    return type;
  }

  @Override
  public String exceptionValue(int exception) {
    return "";
  }

  @Override
  public int frameCount(int exception) {
    return 0;
  }

  @Override
  public String frameFunction(int exception, int frame) {
    throw new IndexOutOfBoundsException();
  }

  @Override
  public String frameModule(int exception, int frame) {
    throw new IndexOutOfBoundsException();
  }

  @Override
  public String frameFile(int exception, int frame) {
    throw new IndexOutOfBoundsException();
  }

  @Override
  public boolean isFrameInApp(int exception, int frame) {
    throw new IndexOutOfBoundsException();
  }

  @Override
  public String message() {
    return "";
  }

  @Override
  public @Nullable StackTraceHash stackTraceHash() {
    return null;
  }

  @Override
  public byte[] stackTrace() {
    return new byte[0];
  }

  @Override
  public byte[] payload() {
    return new byte[] {1};
  }
}
