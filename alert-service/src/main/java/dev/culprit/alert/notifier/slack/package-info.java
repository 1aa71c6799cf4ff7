/** Delivers a message to a Slack incoming webhook. */
@NullMarked
package dev.culprit.alert.notifier.slack;

import org.jspecify.annotations.NullMarked;
