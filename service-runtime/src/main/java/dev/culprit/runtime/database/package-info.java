/** PostgreSQL: connection pools, migrations and the embedded server. */
@NullMarked
package dev.culprit.runtime.database;

import org.jspecify.annotations.NullMarked;
