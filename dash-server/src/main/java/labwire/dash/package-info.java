/**
 * The video server and its player: empty so far.
 *
 * <p>To come: the model of an MPD and its XML, segments on demand and live, an HTTP server for both on a
 * Netty bootstrap that it is given, and a player whose every choice of a bit rate carries its reason.
 *
 * <p>Layer: a service, beside mail. It knows Netty and {@code labwire.tls}, and not the network that it
 * runs on. Starting points: none yet.
 */
@NullMarked
package labwire.dash;

import org.jspecify.annotations.NullMarked;
