/**
 * What IPv4 and IPv6 have in common where fragments are put together; the limits and the times are each family's own.
 *
 * <p>Below {@link labwire.netlab.stack} and {@link labwire.netlab.stack.ip6}. No clock, no I/O.
 *
 * <p>Starting point: {@link labwire.netlab.stack.fragment.Pieces}.
 */
@NullMarked
package labwire.netlab.stack.fragment;

import org.jspecify.annotations.NullMarked;
