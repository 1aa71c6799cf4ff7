package dev.culprit.load.wire;

import dev.culprit.load.event.SampleEvent;

/** Sentry's envelopes, one event each. */
public record SentryForm(String key, long projectNumber) implements HttpForm {

  @Override
  public String name() {
    return "sentry";
  }

  @Override
  public String path() {
    return "api/" + projectNumber + "/envelope/";
  }

  @Override
  public String headers() {
    return "X-Sentry-Auth: Sentry sentry_version=7, sentry_client=culprit-load/1, sentry_key="
        + key
        + "\r\nContent-Type: application/x-sentry-envelope\r\n";
  }

  @Override
  public byte[] write(SampleEvent event) {
    return SentryEnvelope.write(event);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  /** Errors have no code there, so it is told from the status. */
  @Override
  public Answer read(int status, String body) {
    return switch (status) {
      case 401, 403 -> new Answer.Refused("unknown_key");
      case 413 -> new Answer.Refused("too_large");
      case 429 -> new Answer.Refused("rate_limited");
      case 503 -> new Answer.Refused("overloaded");
      default ->
          status / 100 == 2
              ? new Answer.Kept(0, 0, status == 202, false)
              : new Answer.Refused("http_" + status);
    };
  }
}
