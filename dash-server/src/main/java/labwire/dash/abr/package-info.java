/**
 * Adaptive bit rate: rules that choose a rung for the next segment, without I/O, clocks or threads.
 *
 * <p>Everywhere here: sizes in bits, times and durations in seconds, rates in bits per second. Rungs are numbered from 0,
 * lowest rate first. Start at {@link labwire.dash.abr.AbrRule}.
 */
@NullMarked
package labwire.dash.abr;

import org.jspecify.annotations.NullMarked;
