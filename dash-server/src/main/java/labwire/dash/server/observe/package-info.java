/**
 * What can be known of a server while it runs: a line for each request, and numbers.
 *
 * <p>Start at {@link labwire.dash.server.observe.AccessLog} and {@link labwire.dash.server.observe.RequestMeters}.
 */
@NullMarked
package labwire.dash.server.observe;

import org.jspecify.annotations.NullMarked;
