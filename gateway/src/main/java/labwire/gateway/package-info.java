/** Placeholder. */
@NullMarked
package labwire.gateway;

import org.jspecify.annotations.NullMarked;
