package labwire.dash.origin;

import java.time.Duration;
import java.util.List;

/**
 * A title as a list shows it.
 *
 * @param name in paths
 * @param manifestPath on demand, {@code demo/manifest.mpd}
 * @param livePath as an endless live stream, {@code live/demo/manifest.mpd}
 * @param rungs such as {@code 640x360 400 kbit/s avc1.4d401e}, best last
 */
public record TitleSummary(String name, Duration duration, String manifestPath, String livePath, List<String> rungs) {}
