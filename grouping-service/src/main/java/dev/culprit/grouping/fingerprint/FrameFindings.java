package dev.culprit.grouping.fingerprint;

import org.jspecify.annotations.Nullable;

/**
 * The last thing that a version found out from frames alone. It is kept with the frames, so that an
 * event with the same ones need not be read again, and may be lost at any time. Safe for use by
 * many threads, as long as what is put never changes.
 */
public final class FrameFindings {

  private volatile @Nullable Object last;

  /** Null when nothing of this kind was found out last. */
  public <T> @Nullable T last(Class<T> kind) {
    Object found = last;
    return kind.isInstance(found) ? kind.cast(found) : null;
  }

  public void put(Object found) {
    last = found;
  }
}
