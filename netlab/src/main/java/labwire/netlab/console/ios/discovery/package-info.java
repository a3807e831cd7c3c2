/**
 * CDP and LLDP on the console: {@code cdp}, {@code lldp}, and what they show.
 *
 * <p>Starting point: {@link labwire.netlab.console.ios.discovery.DiscoveryCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.discovery;

import org.jspecify.annotations.NullMarked;
