/**
 * What hosts and routers offer to others in the lab: names, addresses by DHCP, DNS.
 *
 * <p>Above {@code stack} and {@code channel}, below {@code device}.
 *
 * <p>Starting points: {@link labwire.netlab.service.HostTable}, {@link labwire.netlab.service.StaticZone}.
 */
@NullMarked
package labwire.netlab.service;

import org.jspecify.annotations.NullMarked;
