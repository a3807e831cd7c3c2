package labwire.dash.manifest;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the places where a representation is: its base URLs resolved level by level (ISO/IEC 23009-1, 5.6.4).
 *
 * @param early how much earlier than by the clock segments are there, all levels summed, in seconds
 */
record BaseAddress(URI uri, double early) {
    /** Of places for one representation. */
    static final int MAX_ALTERNATIVES = 8;

    /**
     * Goes down a level: each place here, by each base URL there. Those that are of no use are left out.
     *
     * @throws MpdException if none is left
     */
    static List<BaseAddress> below(List<BaseAddress> above, List<BaseUrl> baseUrls) throws MpdException {
        if (baseUrls.isEmpty()) {
            return above;
        }
        List<BaseAddress> below = new ArrayList<>();
        MpdException refused = null;
        for (BaseAddress base : above) {
            for (BaseUrl url : baseUrls) {
                if (below.size() == MAX_ALTERNATIVES) {
                    return below;
                }
                try {
                    double early = url.get(BaseUrl.AVAILABILITY_TIME_OFFSET).orElse(0.0);
                    below.add(new BaseAddress(UrlReference.resolve(base.uri, url.url()), base.early + early));
                } catch (MpdException e) {
                    refused = e;
                }
            }
        }
        if (below.isEmpty() && refused != null) {
            throw refused;
        }
        return below;
    }

    /** Seconds as a duration, within {@link XmlTimes#LONGEST}. */
    static Duration duration(double seconds) {
        double most = XmlTimes.LONGEST.toSeconds();
        return Duration.ofNanos(Math.round(Math.max(-most, Math.min(most, seconds)) * 1e9));
    }
}
