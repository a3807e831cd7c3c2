/**
 * The origin that a video server is given: folders of titles, on demand and live.
 *
 * <p>Layer: the top of the origin, above {@code title} and {@code live}. Start at
 * {@link labwire.dash.library.TitleLibrary}.
 */
@NullMarked
package labwire.dash.library;

import org.jspecify.annotations.NullMarked;
