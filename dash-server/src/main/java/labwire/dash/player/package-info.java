/**
 * A headless DASH player: fetches manifests and segments, chooses rungs by a rule, plays into no screen, and tells
 * everything that happens. It checks what it downloads, so that it is a test of servers too.
 *
 * <p>The same on real sockets and in a lab's virtual time: it is given a bootstrap, a clock and a random source, and its
 * timers are the event loop's. Above {@code manifest}, {@code media}, {@code abr} and {@code session}; its HTTP client
 * and its playhead are packages of their own below it. Start at {@link labwire.dash.player.Player}.
 */
@NullMarked
package labwire.dash.player;

import org.jspecify.annotations.NullMarked;
