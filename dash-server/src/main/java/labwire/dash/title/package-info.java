/**
 * Titles: folders of media files with a {@code title.json}, and what is served of them on demand.
 *
 * <p>A title is read once, its files stay as they are, and segments are cut from them when asked for. Every medium is
 * cut at the same boundaries, which are sync samples of all video rungs.
 *
 * <p>Layer: origin, above {@code media} and {@code manifest}; knows nothing of HTTP. Start at
 * {@link labwire.dash.title.TitleDescription}.
 */
@NullMarked
package labwire.dash.title;

import org.jspecify.annotations.NullMarked;
