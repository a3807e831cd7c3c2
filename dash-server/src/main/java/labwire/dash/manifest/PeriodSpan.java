package labwire.dash.manifest;

import java.time.Duration;
import java.util.Optional;

/**
 * A period and where it lies on the presentation's timeline.
 *
 * @param index among the periods of its MPD, from 0
 * @param start of zero or more
 * @param duration empty while it is open
 */
public record PeriodSpan(int index, Period period, Duration start, Optional<Duration> duration) {}
