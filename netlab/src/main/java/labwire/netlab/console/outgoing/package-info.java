/**
 * Connections that somebody at a device's terminal has to other devices, by Telnet, several at a time.
 *
 * <p>Layer: {@code console}, above {@code console.nvt} and below the command sets. Start at
 * {@link labwire.netlab.console.outgoing.OutgoingSessions}.
 */
@NullMarked
package labwire.netlab.console.outgoing;

import org.jspecify.annotations.NullMarked;
