/**
 * VLANs, access and trunk ports, spanning tree: what switches alone have.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.switching.SwitchingCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.switching;

import org.jspecify.annotations.NullMarked;
