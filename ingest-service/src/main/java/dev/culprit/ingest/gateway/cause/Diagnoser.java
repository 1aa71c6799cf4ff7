package dev.culprit.ingest.gateway.cause;

import static dev.culprit.proto.ingest.v1.Cause.*;

import dev.culprit.ingest.gateway.record.AccessRecord;
import dev.culprit.ingest.gateway.record.ErrorRecord;
import dev.culprit.ingest.gateway.record.UpstreamTry;
import dev.culprit.proto.ingest.v1.Cause;
import dev.culprit.proto.ingest.v1.CauseConfidence;
import dev.culprit.proto.ingest.v1.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Concludes from what was logged of one request why it failed. The access record says who made the
 * status, the error log says why: what the error log names is preferred, unless the access record
 * shows that the application itself answered, or that another server did after one had failed.
 */
public final class Diagnoser {
  /** Seconds after which a handshake that failed without a word had been waited for. */
  private static final double SLOW_HANDSHAKE = 0.9;

  private Diagnoser() {}

  /**
   * Empty when the request did not fail.
   *
   * @param access the access record; null when there is none
   * @param errors the lines of the error log about the same request, in their order
   */
  public static Optional<Diagnosis> diagnose(
      @Nullable AccessRecord access, List<ErrorRecord> errors) {
    if (access == null) {
      return ErrorLines.of(errors).map(Diagnoser::named);
    }
    Verdict verdict = AccessVerdicts.of(access);
    if (verdict.recovered()) {
      return Optional.of(recovered(access, verdict, errors));
    }
    Optional<ErrorLines> lines = ErrorLines.about(lastTry(access), errors);
    if (lines.isEmpty() || isAnswerOfApplication(verdict, lines.get())) {
      return verdict.cause() == CAUSE_UNSPECIFIED
          ? Optional.empty()
          : Optional.of(concluded(access, verdict, errors));
    }
    return certain(access, verdict, lines.get());
  }

  private static boolean isAnswerOfApplication(Verdict verdict, ErrorLines lines) {
    return verdict.cause() == CAUSE_APP_ERROR
        && verdict.isSure()
        && !lines.decides(CAUSE_APP_ERROR)
        && !lines.decides(CAUSE_AUTH_SUBREQUEST_FAILED);
  }

  private static Diagnosis named(ErrorLines lines) {
    return new Diagnosis(
        lines.cause(),
        CauseConfidence.CAUSE_CONFIDENCE_NAMED,
        serverOf(lines.upstream()),
        lines.group().isEmpty() && serverOf(lines.upstream()).isEmpty()
            ? lines.upstream()
            : lines.group(),
        lines.status(),
        false,
        Hints.withoutAccess(lines.proxy()));
  }

  /** The words of the error log and the status of the access record; empty when all was well. */
  private static Optional<Diagnosis> certain(
      AccessRecord access, Verdict verdict, ErrorLines lines) {
    Cause cause = refined(lines.cause(), access);
    boolean isWell = verdict.cause() == CAUSE_UNSPECIFIED && access.status() < 400;
    boolean isSaved = isWell && isBeforeHeader(cause, lines.status());
    if (isWell && !isSaved && !canFailAfterHeader(cause)) {
      return Optional.empty();
    }
    String upstream = lines.upstream().isEmpty() ? lastTry(access) : lines.upstream();
    return Optional.of(
        new Diagnosis(
            cause,
            CauseConfidence.CAUSE_CONFIDENCE_CERTAIN,
            serverOf(upstream),
            group(access, lines, upstream),
            status(access),
            isSaved,
            ""));
  }

  /** Apache says alike that a handshake was closed and that it took too long. */
  private static Cause refined(Cause cause, AccessRecord access) {
    return cause == CAUSE_TLS_CLOSED
            && access.proxy() == Proxy.PROXY_APACHE
            && access.duration() >= SLOW_HANDSHAKE
        ? CAUSE_TLS_TIMEOUT
        : cause;
  }

  /** What ends a try without a header: when the client got a good answer, another try gave it. */
  private static boolean isBeforeHeader(Cause cause, int impliedStatus) {
    return switch (cause) {
      case CAUSE_UPSTREAM_REFUSED,
          CAUSE_UPSTREAM_UNREACHABLE,
          CAUSE_UPSTREAM_CONNECT_TIMEOUT,
          CAUSE_SOCKET_MISSING,
          CAUSE_SOCKET_PERMISSION,
          CAUSE_SOCKET_BACKLOG_FULL,
          CAUSE_LOCAL_FIREWALL_OR_ROUTE,
          CAUSE_TLS_NOT_TLS,
          CAUSE_TLS_CERTIFICATE,
          CAUSE_TLS_PROTOCOL,
          CAUSE_TLS_CLOSED,
          CAUSE_TLS_TIMEOUT ->
          true;
      case CAUSE_UPSTREAM_RESET, CAUSE_UPSTREAM_CLOSED_EARLY, CAUSE_UPSTREAM_READ_TIMEOUT ->
          impliedStatus > 0;
      default -> false;
    };
  }

  /** What may go wrong although the client got a good status. */
  private static boolean canFailAfterHeader(Cause cause) {
    return switch (cause) {
      case CAUSE_UPSTREAM_BODY_TIMEOUT,
          CAUSE_UPSTREAM_BODY_TRUNCATED,
          CAUSE_UPSTREAM_MALFORMED_RESPONSE,
          CAUSE_UPSTREAM_RESET,
          CAUSE_UPSTREAM_CLOSED_EARLY,
          CAUSE_UPSTREAM_H2_ERROR,
          CAUSE_UPSTREAM_READ_TIMEOUT ->
          true;
      default -> false;
    };
  }

  private static Diagnosis recovered(
      AccessRecord access, Verdict verdict, List<ErrorRecord> errors) {
    Optional<ErrorLines> lines = ErrorLines.about(verdict.upstream(), errors);
    return new Diagnosis(
        lines.map(ErrorLines::cause).orElse(verdict.cause()),
        lines.isPresent()
            ? CauseConfidence.CAUSE_CONFIDENCE_CERTAIN
            : CauseConfidence.CAUSE_CONFIDENCE_LIKELY,
        verdict.upstream(),
        access.upstreamGroup(),
        status(access),
        true,
        lines.isPresent() ? "" : Hints.withoutErrors(access.proxy()));
  }

  private static Diagnosis concluded(
      AccessRecord access, Verdict verdict, List<ErrorRecord> errors) {
    String upstream = verdict.upstream();
    for (ErrorRecord error : errors) {
      upstream = upstream.isEmpty() ? error.upstream() : upstream;
    }
    return new Diagnosis(
        verdict.cause(),
        verdict.isSure()
            ? CauseConfidence.CAUSE_CONFIDENCE_CERTAIN
            : CauseConfidence.CAUSE_CONFIDENCE_LIKELY,
        serverOf(upstream),
        access.upstreamGroup().isEmpty() && serverOf(upstream).isEmpty()
            ? upstream
            : access.upstreamGroup(),
        status(access),
        false,
        verdict.isSure() ? "" : Hints.withoutErrors(access.proxy()));
  }

  private static String serverOf(String upstream) {
    return Verdict.isServer(upstream) ? upstream : "";
  }

  private static String group(AccessRecord access, ErrorLines lines, String upstream) {
    if (!access.upstreamGroup().isEmpty()) {
      return access.upstreamGroup();
    }
    return lines.group().isEmpty() && serverOf(upstream).isEmpty() ? upstream : lines.group();
  }

  /** Not what an upstream sent in a status's place. */
  private static int status(AccessRecord access) {
    return access.status() >= 100 && access.status() < 600 ? access.status() : 0;
  }

  private static String lastTry(AccessRecord access) {
    List<UpstreamTry> tries = access.tries();
    return tries.isEmpty() ? "" : tries.get(tries.size() - 1).upstream();
  }
}
