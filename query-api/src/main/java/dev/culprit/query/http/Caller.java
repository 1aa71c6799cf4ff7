package dev.culprit.query.http;

import java.util.Set;

/** Who sent a request, proven by a session or an API key. */
public interface Caller {
  /** The account's id; 0 for an API key. */
  long userId();

  /** What people read in a problem's history. */
  String name();

  Set<Scope> scopes();

  /** Whether it is a person signed in through the dashboard's cookie. */
  boolean isSession();

  default boolean may(Scope scope) {
    return scopes().contains(scope) || scopes().contains(Scope.ADMIN);
  }
}
