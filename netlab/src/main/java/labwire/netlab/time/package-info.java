/** Placeholder. */
@NullMarked
package labwire.netlab.time;

import org.jspecify.annotations.NullMarked;
