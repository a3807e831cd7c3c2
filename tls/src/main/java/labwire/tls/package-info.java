/** Placeholder. */
@NullMarked
package labwire.tls;

import org.jspecify.annotations.NullMarked;
