package dev.culprit.query.http;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a caller may do. {@link #ADMIN} includes all others. */
public enum Scope {
  PROJECTS_READ("projects:read"),
  PROJECTS_WRITE("projects:write"),
  PROBLEMS_READ("problems:read"),
  PROBLEMS_WRITE("problems:write"),
  ALERTS_READ("alerts:read"),
  ALERTS_WRITE("alerts:write"),
  ADMIN("admin");

  /** What a signed-in person may do without being an administrator. */
  public static final Set<Scope> EVERYDAY =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ADMIN)));

  public static final Set<Scope> ALL = Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** The scope as it stands in the contract and in the database. */
  public String text() {
    return text;
  }

  public static Optional<Scope> of(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }
}
