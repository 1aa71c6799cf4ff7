/** What causes and HTTP errors mean and what to do about them: text that ships with the server. */
@NullMarked
package dev.culprit.query.reference;

import org.jspecify.annotations.NullMarked;
