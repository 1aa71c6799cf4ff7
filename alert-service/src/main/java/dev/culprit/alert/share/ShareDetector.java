package dev.culprit.alert.share;

import dev.culprit.alert.detect.Sensitivity;
import dev.culprit.alert.rule.Condition;
import dev.culprit.alert.rule.Condition.ErrorShare;
import dev.culprit.alert.rule.Condition.ErrorShareSpike;
import java.util.Locale;

/**
 * Judges a share: by a fixed line, or by its own baseline. Fires while it is still going on, which
 * the last minute tells, and is calm as soon as the last whole minute and the running one are under
 * half the line. A baseline needs some hundred requests; until then a quarter of all requests must
 * fail.
 */
final class ShareDetector {
  static final int SPIKE_WINDOW = 5;
  private static final long ENOUGH_REQUESTS = 300;
  private static final double SHARE_WITHOUT_BASELINE = 0.25;
  private static final double LEAST_SHARE = 0.01;

  /** Failures come in clusters: their variance is larger than that of independent ones. */
  private static final double DISPERSION = 3;

  private ShareDetector() {}

  static ShareVerdict judge(Condition condition, ShareSums sums) {
    if (condition instanceof ErrorShare share) {
      double limit = share.percent() / 100;
      return verdict(sums, limit, share.minimumErrors(), "limit " + percent(limit));
    }
    ErrorShareSpike spike = (ErrorShareSpike) condition;
    boolean hasBaseline = sums.usualRequests() >= ENOUGH_REQUESTS;
    double limit = hasBaseline ? limit(sums, spike.sensitivity()) : SHARE_WITHOUT_BASELINE;
    String comparison =
        hasBaseline
            ? "usually " + percent(sums.usualShare())
            : "too few requests are known to say what is usual";
    return verdict(sums, limit, spike.minimumErrors(), comparison);
  }

  private static ShareVerdict verdict(
      ShareSums sums, double limit, long minimumErrors, String comparison) {
    boolean isOver = sums.errors() >= minimumErrors && sums.share() > limit;
    boolean isGoingOn = sums.recentErrors() > 0 && sums.recentShare() > limit;
    boolean isCalm = sums.recentShare() < limit / 2;
    return new ShareVerdict(isOver && isGoingOn, isCalm, limit, comparison);
  }

  /** So many times the usual share, and beyond what chance makes of so many requests. */
  private static double limit(ShareSums sums, Sensitivity sensitivity) {
    double usual = sums.usualShare();
    double deviation =
        sums.requests() == 0
            ? 0
            : Math.sqrt(DISPERSION * usual * (1 - Math.min(usual, 1)) / sums.requests());
    double limit =
        Math.max(usual * sensitivity.ratio(), usual + sensitivity.deviations() * deviation);
    return Math.min(0.95, Math.max(limit, LEAST_SHARE));
  }

  /** Such as {@code 12.4 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.001 ? "%.2f %%" : "%.1f %%", share * 100);
  }
}
