/**
 * The video server: an {@link labwire.dash.origin.Origin}'s titles over HTTP, on a network that is handed in.
 *
 * <p>Layer: on top of {@code labwire.dash.server.connection} (Netty), {@code labwire.dash.server.site} (paths to
 * responses) and {@code labwire.dash.server.http} (the protocol without I/O). Start at {@link
 * labwire.dash.server.VideoServer}.
 */
@NullMarked
package labwire.dash.server;

import org.jspecify.annotations.NullMarked;
