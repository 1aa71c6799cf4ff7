package dev.culprit.query.grouping;

import dev.culprit.query.http.ApiException;
import dev.culprit.query.http.FieldError;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vertx.core.Future;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells rules that cannot be read one by one: grouping names all of them in one sentence, and an
 * editor wants each at its line.
 */
final class RuleErrors {
  private static final String FIELD = "rules: ";
  private static final Pattern BETWEEN = Pattern.compile("; (?=rules: line \\d+, column \\d+: )");

  private RuleErrors() {}

  static <T> Future<T> told(Throwable failure) {
    if (failure instanceof StatusRuntimeException known
        && known.getStatus().getCode() == Status.Code.INVALID_ARGUMENT) {
      String description = String.valueOf(known.getStatus().getDescription());
      if (description.startsWith(FIELD)) {
        return Future.failedFuture(ApiException.unprocessable(errors(description)));
      }
    }
    return Future.failedFuture(failure);
  }

  private static List<FieldError> errors(String description) {
    return BETWEEN
        .splitAsStream(description)
        .map(error -> new FieldError("body", "rules", error.substring(FIELD.length())))
        .toList();
  }
}
