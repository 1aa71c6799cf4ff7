/** Published clients against the started product, each event read back by REST. */
@NullMarked
package dev.culprit.allinone.clients;

import org.jspecify.annotations.NullMarked;
