package dev.culprit.query.http;

import dev.culprit.runtime.http.ProblemDetail;
import java.util.List;

/**
 * An expected refusal of a request: the answer to give. It has no stack trace, because nothing went
 * wrong here.
 */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemDetail problem;
  private final transient List<FieldError> errors;
  private final int retryAfterSeconds;

  private ApiException(ProblemDetail problem, List<FieldError> errors, int retryAfterSeconds) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public static ApiException of(int status, String code, String title, String detail) {
    return new ApiException(new ProblemDetail(status, code, title, detail), List.of(), 0);
  }

  public static ApiException of(
      int status, String code, String title, String detail, int retryAfterSeconds) {
    return new ApiException(
        new ProblemDetail(status, code, title, detail), List.of(), retryAfterSeconds);
  }

  /** 400 naming each wrong parameter or field. */
  public static ApiException invalid(List<FieldError> errors) {
    FieldError first = errors.get(0);
    String name = first.name().isEmpty() ? "the " + first.in() : first.name();
    ProblemDetail problem =
        new ProblemDetail(400, "invalid_request", "Invalid request", name + ": " + first.detail());
    return new ApiException(problem, List.copyOf(errors), 0);
  }

  public static ApiException invalid(String in, String name, String detail) {
    return invalid(List.of(new FieldError(in, name, detail)));
  }

  public static ApiException notFound(String what) {
    return of(404, "not_found", "Not found", what + " does not exist");
  }

  public static ApiException unauthenticated(String detail) {
    return of(401, "unauthenticated", "Not signed in", detail);
  }

  public static ApiException forbidden(String detail) {
    return of(403, "forbidden", "Not allowed", detail);
  }

  public static ApiException conflict(String detail) {
    return of(409, "conflict", "Conflict", detail);
  }

  public static ApiException unprocessable(String detail) {
    return of(422, "unprocessable", "Cannot be done", detail);
  }

  /** 422 naming each field that cannot be done. */
  public static ApiException unprocessable(List<FieldError> errors) {
    FieldError first = errors.get(0);
    ProblemDetail problem =
        new ProblemDetail(
            422, "unprocessable", "Cannot be done", first.name() + ": " + first.detail());
    return new ApiException(problem, List.copyOf(errors), 0);
  }

  public static ApiException unavailable(String detail) {
    return of(503, "unavailable", "Temporarily unavailable", detail, 2);
  }

  public ProblemDetail problem() {
    return problem;
  }

  public int status() {
    return problem.status();
  }

  List<FieldError> errors() {
    return errors;
  }

  /** 0 when trying again later will not help. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
