package dev.culprit.grouping.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;

/**
 * The facets that committed transactions of this process wrote, so that a problem which comes again
 * and again costs no statement for them. Ids of problems are never used twice, so what is known of
 * a deleted one does no harm.
 */
public final class KnownFacets {

  private final Cache<Facet, Boolean> known;

  public KnownFacets(int mostKnown) {
    this.known = Caffeine.newBuilder().maximumSize(mostKnown).build();
  }

  public boolean contains(Facet facet) {
    return known.getIfPresent(facet) != null;
  }

  public void remember(Collection<Facet> committed) {
    committed.forEach(facet -> known.put(facet, Boolean.TRUE));
  }
}
