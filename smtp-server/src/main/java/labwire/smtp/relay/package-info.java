/**
 * Hands mail on to the servers that are to have it: look-up of hosts, schedule, connections kept for the next message, and
 * what the answers mean.
 *
 * <p>Start at {@link labwire.smtp.relay.Relay} and {@link labwire.smtp.relay.RelaySettings}.
 */
@NullMarked
package labwire.smtp.relay;

import org.jspecify.annotations.NullMarked;
