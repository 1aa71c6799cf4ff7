/**
 * The labelled corpus: errors that really happened, one a bug, and what deploys, frameworks and
 * values make of them. Everything is decided by fixed seeds.
 */
@NullMarked
package dev.culprit.grouping.score.corpus;

import org.jspecify.annotations.NullMarked;
