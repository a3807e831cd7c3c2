/**
 * Time, order and randomness of a lab: the same lab live and in virtual time.
 *
 * <p>This is the only package of netlab that reads a system clock. Everything else is handed a
 * {@link labwire.netlab.time.LabClock} or the {@link labwire.netlab.time.LabEventLoop} on which all devices, links,
 * timers and services of one lab run, in one order (see {@code docs/adr/0001-order-of-events.md}).
 *
 * <p>Starting points: {@link labwire.netlab.time.LabEventLoop#live} for a lab with a thread of its own,
 * {@link labwire.netlab.time.VirtualTime} for one that its caller drives, {@link labwire.netlab.time.LabTimer},
 * {@link labwire.netlab.time.RandomStreams}.
 */
@NullMarked
package labwire.netlab.time;

import org.jspecify.annotations.NullMarked;
