package dev.culprit.ingest.gateway.cause;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;
import java.util.Optional;

/**
 * Lines of an error log about one request, and the one of them that decides: nginx tells of each
 * server that it tried, so the last; Apache tells the same failure several times, so the first that
 * is not vague. A failed auth_request decides over what it failed by.
 */
record ErrorLines(ErrorRecord deciding, List<ErrorRecord> all) {

  /** Empty when no line names a cause. */
  static Optional<ErrorLines> of(List<ErrorRecord> errors) {
    List<ErrorRecord> naming =
        errors.stream().filter(error -> error.cause() != CAUSE_UNSPECIFIED).toList();
    if (naming.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ErrorLines(deciding(naming), errors));
  }

  /** Of lines that name this server if any does, else of all. */
  static Optional<ErrorLines> about(String upstream, List<ErrorRecord> errors) {
    List<ErrorRecord> matching =
        errors.stream()
            .filter(error -> !upstream.isEmpty() && error.upstream().equals(upstream))
            .filter(error -> error.cause() != CAUSE_UNSPECIFIED)
            .toList();
    boolean hasAuth =
        errors.stream().anyMatch(error -> error.cause() == CAUSE_AUTH_SUBREQUEST_FAILED);
    return matching.isEmpty() || hasAuth
        ? of(errors)
        : Optional.of(new ErrorLines(deciding(matching), errors));
  }

  private static ErrorRecord deciding(List<ErrorRecord> naming) {
    ErrorRecord last = naming.get(naming.size() - 1);
    for (ErrorRecord error : naming) {
      if (error.cause() == CAUSE_AUTH_SUBREQUEST_FAILED) {
        return error;
      }
    }
    return last.proxy() == Proxy.PROXY_NGINX ? last : firstPrecise(naming);
  }

  private static ErrorRecord firstPrecise(List<ErrorRecord> naming) {
    for (ErrorRecord error : naming) {
      if (!isVague(error.cause())) {
        return error;
      }
    }
    return naming.get(0);
  }

  /** Of these, another line about the same failure may know better. */
  private static boolean isVague(Cause cause) {
    return switch (cause) {
      case CAUSE_TLS_CLOSED,
          CAUSE_TLS_PROTOCOL,
          CAUSE_UPSTREAM_CLOSED_EARLY,
          CAUSE_UPSTREAM_MALFORMED_RESPONSE,
          CAUSE_UPSTREAM_BODY_TRUNCATED,
          CAUSE_UNKNOWN ->
          true;
      default -> false;
    };
  }

  Cause cause() {
    return deciding.cause();
  }

  Proxy proxy() {
    return deciding.proxy();
  }

  boolean decides(Cause cause) {
    return deciding.cause() == cause;
  }

  int status() {
    return deciding.status();
  }

  String upstream() {
    if (!deciding.upstream().isEmpty()) {
      return deciding.upstream();
    }
    return all.stream()
        .map(ErrorRecord::upstream)
        .filter(upstream -> !upstream.isEmpty())
        .findFirst()
        .orElse("");
  }

  String group() {
    return deciding.upstreamGroup();
  }
}
