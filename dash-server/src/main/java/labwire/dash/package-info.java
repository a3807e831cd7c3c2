/** Placeholder. */
@NullMarked
package labwire.dash;

import org.jspecify.annotations.NullMarked;
