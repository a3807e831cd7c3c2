/**
 * Playing: what the command {@code play}, the local API and scenarios have in common.
 *
 * <p>Layer: over the player of {@code labwire.dash}, under labs and the command line; knows no network. Starting
 * points: {@link labwire.gateway.play.PlaySettings}, and {@link labwire.gateway.play.PlayerEventJson} for what crosses
 * the local API.
 */
@NullMarked
package labwire.gateway.play;

import org.jspecify.annotations.NullMarked;
