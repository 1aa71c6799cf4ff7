package dev.culprit.grouping.problem;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;

/**
 * The facets and sights of releases that committed transactions of this process wrote, so that a
 * problem which comes again and again costs no statement for them. Ids of problems are never used
 * twice, so what is known of a deleted one does no harm.
 */
public final class KnownFacets {

  private final Cache<Facet, Boolean> facets;
  private final Cache<ReleaseSight.Key, Boolean> releases;

  public KnownFacets(int mostKnown) {
    this.facets = Caffeine.newBuilder().maximumSize(mostKnown).build();
    this.releases = Caffeine.newBuilder().maximumSize(mostKnown).build();
  }

  public boolean contains(Facet facet) {
    return facets.getIfPresent(facet) != null;
  }

  public boolean contains(ReleaseSight sight) {
    return releases.getIfPresent(sight.key()) != null;
  }

  public void remember(Collection<Facet> committed, Collection<ReleaseSight> sights) {
    committed.forEach(facet -> facets.put(facet, Boolean.TRUE));
    sights.forEach(sight -> releases.put(sight.key(), Boolean.TRUE));
  }
}
