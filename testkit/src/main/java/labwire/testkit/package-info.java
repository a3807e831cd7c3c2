/** Placeholder. */
@NullMarked
package labwire.testkit;

import org.jspecify.annotations.NullMarked;
