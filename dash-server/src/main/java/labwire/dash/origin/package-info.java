/**
 * What the HTTP server serves, seen without HTTP: a path and the time in, a payload or a typed refusal out.
 *
 * <p>Start at {@link labwire.dash.origin.Origin}.
 */
@NullMarked
package labwire.dash.origin;

import org.jspecify.annotations.NullMarked;
