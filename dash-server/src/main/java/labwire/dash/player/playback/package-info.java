/**
 * What a screen would show, without I/O or clocks: buffers by medium, the playhead over them, and when it stalls, jumps
 * and ends.
 *
 * <p>Times are in nanoseconds: {@code now} since the session began, positions in presentation time. Start at {@link
 * labwire.dash.player.playback.Playhead}.
 */
@NullMarked
package labwire.dash.player.playback;

import org.jspecify.annotations.NullMarked;
