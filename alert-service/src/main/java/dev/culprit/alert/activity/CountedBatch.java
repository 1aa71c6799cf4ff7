package dev.culprit.alert.activity;

import dev.culprit.alert.incident.IncidentChange;
import dev.culprit.alert.rate.MinuteCount;
import java.util.List;

/**
 * What recording activities did.
 *
 * @param counts absolute counts of every minute that was touched, also by activities that had been
 *     counted before, because whoever counted them may have died before judging them
 * @param changes incidents that opened or closed
 * @param repeated activities that had been counted before
 */
record CountedBatch(List<MinuteCount> counts, List<IncidentChange> changes, int repeated) {}
