/**
 * DHCP and DNS as commands: pools, leases, relaying, {@code ip address dhcp}, the DNS server.
 *
 * <p>A feature of {@code console.ios}; start at {@link labwire.netlab.console.ios.service.ServiceCommands}.
 */
@NullMarked
package labwire.netlab.console.ios.service;

import org.jspecify.annotations.NullMarked;
