/**
 * Sessions without a network: a rule plays a movie over a fluid model (bandwidth by time, a fixed latency, no TCP), in
 * microseconds of real time and always with the same result. For comparing rules and for testing them.
 *
 * <p>Layer: above {@code abr}, whose units hold here (bits, seconds, bits per second); what happens is told as the events
 * of {@code session}, as a real player tells it. Start at {@link labwire.dash.fluid.FluidSession}; movies come from
 * {@link labwire.dash.fluid.Movie}, networks from {@link labwire.dash.fluid.TraceReader} or
 * {@link labwire.dash.fluid.TraceProfiles}.
 */
@NullMarked
package labwire.dash.fluid;

import org.jspecify.annotations.NullMarked;
