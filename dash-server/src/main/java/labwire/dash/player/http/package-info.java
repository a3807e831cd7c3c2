/**
 * A small HTTP/1.1 client on a given Netty bootstrap: a lane is a connection that is kept open and asked one thing after
 * the other, with a limit on everything that a server could make long.
 *
 * <p>Below {@code labwire.dash.player}; knows nothing of video. Start at {@link labwire.dash.player.http.HttpLane}.
 */
@NullMarked
package labwire.dash.player.http;

import org.jspecify.annotations.NullMarked;
