package dev.culprit.query.account;

import dev.culprit.query.http.Caller;
import dev.culprit.query.http.Scope;
import java.time.OffsetDateTime;
import java.util.Set;

/** A person signed in with a cookie. */
record Session(String token, User user, OffsetDateTime expiresAt) implements Caller {
  @Override
  public long userId() {
    return user.id();
  }

  @Override
  public String name() {
    return user.name();
  }

  @Override
  public Set<Scope> scopes() {
    return user.scopes();
  }

  @Override
  public boolean isSession() {
    return true;
  }

  @Override
  public String toString() {
    return "Session[" + user.id() + "]";
  }
}
