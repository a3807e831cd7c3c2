/**
 * IPv6 on the IOS-like console: {@code ipv6 unicast-routing}, addresses, advertisements, static routes, and their
 * {@code show} commands.
 *
 * <p>Starting point: {@link labwire.netlab.console.ios.ip6.Ip6Commands}.
 */
@NullMarked
package labwire.netlab.console.ios.ip6;

import org.jspecify.annotations.NullMarked;
