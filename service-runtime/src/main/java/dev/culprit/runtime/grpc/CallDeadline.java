package dev.culprit.runtime.grpc;

import io.grpc.Metadata;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a caller waits. The bridge would hold every call with a deadline in memory until that
 * has passed, however early it was answered, and would tell no service that it has passed. So the
 * header is hidden from it, and {@link CallGuard} keeps the time.
 */
final class CallDeadline {
  private static final String GRPC_TIMEOUT = "grpc-timeout";
  private static final Metadata.Key<String> HIDDEN =
      Metadata.Key.of("culprit-grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern FORM = Pattern.compile("(\\d{1,8})([HMSmun])");

  private CallDeadline() {}

  static void hide(MultiMap headers) {
    String timeout = headers.get(GRPC_TIMEOUT);
    headers.remove(HIDDEN.name());
    if (timeout != null) {
      headers.remove(GRPC_TIMEOUT);
      headers.set(HIDDEN.name(), timeout);
    }
  }

  /** Empty when the caller would wait for ever, or says so in no valid form. */
  static Optional<Duration> of(Metadata headers) {
    String timeout = headers.get(HIDDEN);
    return timeout == null ? Optional.empty() : parse(timeout);
  }

  static Optional<Duration> parse(String timeout) {
    Matcher matcher = FORM.matcher(timeout);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "H" -> Duration.ofHours(amount);
          case "M" -> Duration.ofMinutes(amount);
          case "S" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMillis(amount);
          case "u" -> Duration.ofNanos(amount * 1000);
          default -> Duration.ofNanos(amount);
        });
  }
}
