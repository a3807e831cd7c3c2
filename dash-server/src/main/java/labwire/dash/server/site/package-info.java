/**
 * What the server has, by path: titles from an origin, the page, the clock, the metrics. Without channels: a head and an
 * instant in, a response out.
 *
 * <p>Above {@code labwire.dash.origin} and {@code labwire.dash.server.http}. Start at {@link
 * labwire.dash.server.site.Site}.
 */
@NullMarked
package labwire.dash.server.site;

import org.jspecify.annotations.NullMarked;
