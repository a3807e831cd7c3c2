/**
 * Hosts, routers and switches, built from the parts below: ports, bridge, stack, channels.
 *
 * <p>Between those and {@code console}, which configures and shows them. A device holds its state; how it is typed or
 * printed is the console's matter.
 */
@NullMarked
package labwire.netlab.device;

import org.jspecify.annotations.NullMarked;
