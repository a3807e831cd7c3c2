/**
 * Ports and the cables between them: rate and queue disciplines, delay, jitter, loss, reordering, duplication, corruption.
 *
 * <p>Between {@code wire} below and {@code bridge} and {@code stack} above. Everything happens on the lab's loop.
 *
 * <p>Starting points: {@link labwire.netlab.link.Port}, {@link labwire.netlab.link.Cable},
 * {@link labwire.netlab.link.LinkSettings}; observers are {@link labwire.netlab.link.FrameTap}s.
 */
@NullMarked
package labwire.netlab.link;

import org.jspecify.annotations.NullMarked;
