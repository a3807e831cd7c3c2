/**
 * CDP and LLDP: what a device tells its neighbours of itself, and what it has heard of them.
 *
 * <p>Above {@code link}, below {@code device}; beside the bridge, whose frames these are not. The processes are
 * sans-I/O; {@link labwire.netlab.discovery.Discovery} gives them frames and the time.
 *
 * <p>Starting points: {@link labwire.netlab.discovery.Discovery}, {@link labwire.netlab.discovery.CdpProcess}, {@link
 * labwire.netlab.discovery.LldpProcess}.
 */
@NullMarked
package labwire.netlab.discovery;

import org.jspecify.annotations.NullMarked;
