package dev.culprit.alert.share;

/**
 * What is known of one share.
 *
 * @param requests in the window, of which {@code errors} were answered 5xx
 * @param recentRequests in the last whole minute and the running one
 * @param usualRequests in the 24 hours before the last 15 minutes
 * @param yesterdayRequests in the half hour around this time of yesterday
 */
record ShareSums(
    long requests,
    long errors,
    long recentRequests,
    long recentErrors,
    long usualRequests,
    long usualErrors,
    long yesterdayRequests,
    long yesterdayErrors) {

  double share() {
    return share(errors, requests);
  }

  double recentShare() {
    return share(recentErrors, recentRequests);
  }

  /** The higher of what is usual and what was yesterday at this time; never none at all. */
  double usualShare() {
    double usual = (usualErrors + 0.5) / (usualRequests + 1);
    double yesterday = yesterdayRequests < 100 ? 0 : share(yesterdayErrors, yesterdayRequests);
    return Math.max(usual, yesterday);
  }

  private static double share(long errors, long requests) {
    return requests == 0 ? 0 : (double) errors / requests;
  }
}
