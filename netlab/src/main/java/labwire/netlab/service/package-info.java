/**
 * What hosts and routers offer to others in the lab: for now, a static zone of names.
 *
 * <p>Above {@code stack} and {@code channel}, below {@code device}. DHCP and DNS proper join here.
 *
 * <p>Starting points: {@link labwire.netlab.service.HostTable}, {@link labwire.netlab.service.StaticZone}.
 */
@NullMarked
package labwire.netlab.service;

import org.jspecify.annotations.NullMarked;
