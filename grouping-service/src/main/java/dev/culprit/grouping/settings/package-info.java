/** How each project groups: which version, which rules, whether near matches join. */
@NullMarked
package dev.culprit.grouping.settings;

import org.jspecify.annotations.NullMarked;
