/**
 * Ties between a lab and the real world: a real socket on one side, the stack of a lab's host or a cable's end on the
 * other.
 *
 * <p>Layer: above {@code channel}. A real socket lives on an event loop of Netty's own, a lab connection on the lab's;
 * they hand bytes and frames over by tasks alone; streams hold each other back by credit, frames are dropped at a limit.
 * Only live labs have such ties.
 *
 * <p>Starting points: {@link labwire.netlab.cloud.PortForward} and {@link labwire.netlab.cloud.SocksPort} for connections
 * into the lab, {@link labwire.netlab.cloud.Outward} for those out of it, {@link labwire.netlab.cloud.Tunnel} and
 * {@link labwire.netlab.cloud.TapLink} for links.
 */
@NullMarked
package labwire.netlab.cloud;

import org.jspecify.annotations.NullMarked;
