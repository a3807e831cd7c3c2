/**
 * The workstation's own network: real sockets, on event loops apart from the lab's.
 *
 * <p>Layer: under all of the gateway that opens ports or connects. Starting point:
 * {@link labwire.gateway.sockets.WorkstationSockets}.
 */
@NullMarked
package labwire.gateway.sockets;

import org.jspecify.annotations.NullMarked;
