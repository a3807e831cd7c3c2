/** Placeholder. */
@NullMarked
package labwire.smtp;

import org.jspecify.annotations.NullMarked;
