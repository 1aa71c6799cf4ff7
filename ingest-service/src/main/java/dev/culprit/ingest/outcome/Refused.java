package dev.culprit.ingest.outcome;

/**
 * Carries a {@link Rejection} out of a stage of the pipeline. It is an expected answer and no
 * surprise, so it has no stack trace and is never logged.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  public Refused(Rejection rejection) {
    super(rejection.reason(), null, false, false);
    this.rejection = rejection;
  }

  /** An event that cannot be used because of one field. */
  public static Refused malformed(String field, String why) {
    return new Refused(new Rejection.Malformed(field, why));
  }

  public Rejection rejection() {
    return rejection;
  }
}
