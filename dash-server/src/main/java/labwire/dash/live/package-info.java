/**
 * Any title as an endless live stream: a loop that began with the epoch, so that "now" alone says which segments there
 * are, on every server alike.
 *
 * <p>All arithmetic is of whole ticks: the video's duration is the loop's, and nothing drifts in a thousand years.
 *
 * <p>Layer: origin, beside {@code title}, whose titles it loops. Start at {@link labwire.dash.live.LoopClock} and
 * {@link labwire.dash.live.LiveOptions}.
 */
@NullMarked
package labwire.dash.live;

import org.jspecify.annotations.NullMarked;
