/**
 * What happens in a playback session, as values: the player tells, reports and tests listen.
 *
 * <p>Start at {@link labwire.dash.session.PlayerEvent}.
 */
@NullMarked
package labwire.dash.session;

import org.jspecify.annotations.NullMarked;
