/**
 * Video: MPEG-DASH from the file to the screen. The packages are rooms: an origin of titles, a server that puts an origin
 * on HTTP, a player that adapts, and what they have in common.
 *
 * <p>Layer: a service, beside mail. It knows Netty and {@code labwire.tls}, and not the network that it runs on. Starting
 * points: {@link labwire.dash.library.TitleLibrary}, {@link labwire.dash.server.VideoServer}, {@link
 * labwire.dash.player.Player}, {@link labwire.dash.report.SessionRecorder}.
 */
@NullMarked
package labwire.dash;

import org.jspecify.annotations.NullMarked;
