package dev.culprit.query.http;

import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorErrorType;
import io.vertx.openapi.validation.ValidatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in our own form what the contract check found wrong, naming the parameter or field. */
final class InvalidRequests {
  private static final Pattern PARAMETER =
      Pattern.compile("(path|query|header|cookie) parameter (\\S+?)[.]?(?: (?:is|can't) |$)");
  private static final int MOST_ERRORS = 10;

  private InvalidRequests() {}

  static ApiException of(ValidatorException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher parameter = PARAMETER.matcher(message);
    if (parameter.find()) {
      return ApiException.invalid(parameter.group(1), parameter.group(2), parameterDetail(failure));
    }
    if (failure instanceof SchemaValidationException body) {
      return ApiException.invalid(bodyErrors(body.getOutputUnit()));
    }
    if (failure.type() == ValidatorErrorType.UNSUPPORTED_VALUE_FORMAT) {
      return ApiException.of(
          415,
          "unsupported_media_type",
          "Unsupported media type",
          "send the body as application/json");
    }
    if (failure.type() == ValidatorErrorType.ILLEGAL_VALUE) {
      return ApiException.of(400, "malformed_json", "Malformed JSON", "the body is not valid JSON");
    }
    if (failure.type() == ValidatorErrorType.MISSING_REQUIRED_PARAMETER) {
      return ApiException.invalid("body", "", "is missing");
    }
    return ApiException.of(400, "invalid_request", "Invalid request", message);
  }

  private static String parameterDetail(ValidatorException failure) {
    if (failure instanceof SchemaValidationException schema) {
      List<OutputUnit> errors = schema.getOutputUnit().getErrors();
      return errors.get(errors.size() - 1).getError();
    }
    return failure.type() == ValidatorErrorType.MISSING_REQUIRED_PARAMETER
        ? "is missing"
        : "cannot be read";
  }

  /** Only what is wrong itself, not the objects around it that are wrong because of it. */
  private static List<FieldError> bodyErrors(OutputUnit result) {
    List<FieldError> errors = new ArrayList<>();
    for (OutputUnit unit : result.getErrors()) {
      FieldError error = new FieldError("body", field(unit.getInstanceLocation()), unit.getError());
      if (errors.size() < MOST_ERRORS && !isWrapper(unit.getError()) && !errors.contains(error)) {
        errors.add(error);
      }
    }
    if (errors.isEmpty()) {
      OutputUnit last = result.getErrors().get(result.getErrors().size() - 1);
      errors.add(new FieldError("body", field(last.getInstanceLocation()), last.getError()));
    }
    return errors;
  }

  private static boolean isWrapper(String error) {
    return error.startsWith("A subschema had errors")
        || error.startsWith("Property \"")
        || error.startsWith("Items did not match");
  }

  private static String field(String instanceLocation) {
    return instanceLocation.replaceFirst("^#?/?", "");
  }
}
