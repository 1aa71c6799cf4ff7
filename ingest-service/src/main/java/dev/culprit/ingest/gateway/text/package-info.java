/** What log lines are made of, whoever wrote them: fields, quotes, numbers, times, names. */
@NullMarked
package dev.culprit.ingest.gateway.text;

import org.jspecify.annotations.NullMarked;
