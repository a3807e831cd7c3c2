/**
 * Ties between a lab and the workstation that it runs on: real sockets on one side, the stack of a lab's host on the
 * other.
 *
 * <p>Layer: above {@code channel}. A real socket lives on an event loop of Netty's own, a lab connection on the lab's;
 * they hand bytes over by tasks alone and hold each other back by credit. Only live labs have such ties.
 *
 * <p>Starting point: {@link labwire.netlab.cloud.PortForward}.
 */
@NullMarked
package labwire.netlab.cloud;

import org.jspecify.annotations.NullMarked;
