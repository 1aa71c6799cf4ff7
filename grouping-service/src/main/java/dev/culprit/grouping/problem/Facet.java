package dev.culprit.grouping.problem;

import java.util.Comparator;

/**
 * That a problem was seen in an environment, a release, or with another trait; {@code kind} is the
 * column's code.
 */
public record Facet(long problemId, String kind, String value) {

  public static final String ENVIRONMENT = "environment";
  public static final String RELEASE = "release";

  /** The order in which every transaction writes them. */
  public static final Comparator<Facet> ORDER =
      Comparator.comparingLong(Facet::problemId)
          .thenComparing(Facet::kind)
          .thenComparing(Facet::value);
}
