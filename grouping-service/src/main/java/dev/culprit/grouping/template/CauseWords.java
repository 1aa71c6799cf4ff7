package dev.culprit.grouping.template;

import java.util.Locale;
import java.util.Set;

/**
 * Words that say what went wrong. Where two messages differ by one of them they speak of different
 * faults, however much else they share.
 */
final class CauseWords {

  private static final Set<String> WORDS =
      Set.of(
          "abort",
          "aborted",
          "absent",
          "accept",
          "access",
          "already",
          "bad",
          "before",
          "broken",
          "cancelled",
          "canceled",
          "cannot",
          "cert",
          "certificate",
          "closed",
          "conflict",
          "connect",
          "connection",
          "corrupt",
          "corrupted",
          "crashed",
          "create",
          "created",
          "dead",
          "deadlock",
          "delete",
          "deleted",
          "denied",
          "disabled",
          "disconnected",
          "disk",
          "dns",
          "down",
          "dropped",
          "duplicate",
          "empty",
          "error",
          "exceeded",
          "exhausted",
          "exists",
          "expired",
          "failed",
          "failure",
          "fatal",
          "forbidden",
          "full",
          "handshake",
          "host",
          "illegal",
          "in",
          "incomplete",
          "inactive",
          "inserted",
          "insert",
          "interrupted",
          "invalid",
          "killed",
          "large",
          "late",
          "limit",
          "limited",
          "lock",
          "locked",
          "long",
          "lost",
          "malformed",
          "memory",
          "mismatch",
          "missing",
          "network",
          "no",
          "none",
          "not",
          "null",
          "offline",
          "open",
          "out",
          "overflow",
          "overloaded",
          "parse",
          "permission",
          "premature",
          "prematurely",
          "protocol",
          "quota",
          "read",
          "reading",
          "receive",
          "receiving",
          "refused",
          "rejected",
          "remove",
          "removed",
          "request",
          "reset",
          "resolve",
          "resolved",
          "response",
          "restart",
          "restarted",
          "retry",
          "revoked",
          "select",
          "send",
          "sending",
          "short",
          "skipped",
          "slow",
          "small",
          "ssl",
          "stale",
          "start",
          "started",
          "stopped",
          "stop",
          "stuck",
          "tcp",
          "timed",
          "timeout",
          "tls",
          "token",
          "too",
          "truncated",
          "undefined",
          "unauthorized",
          "unavailable",
          "unexpected",
          "unhealthy",
          "unknown",
          "unreachable",
          "unresponsive",
          "unsupported",
          "up",
          "update",
          "updated",
          "upstream",
          "without",
          "write",
          "writing",
          "wrong");

  private CauseWords() {}

  static boolean tellsCause(String word) {
    int end = word.length();
    while (end > 0 && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    int start = 0;
    while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
      start++;
    }
    return WORDS.contains(word.substring(start, end).toLowerCase(Locale.ROOT))
        || isNumber(word, start, end)
        || isCode(word, start, end);
  }

  /** Capitals alone are codes: {@code SC--} of a proxy, {@code UT}, {@code POST}. */
  private static boolean isCode(String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isUpperCase(word.charAt(i))) {
        return false;
      }
    }
    return to - from >= 2;
  }

  /** A number that is still there is a status or an error number. */
  private static boolean isNumber(String word, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return to > from;
  }
}
