/**
 * Access lists: rules by address, protocol and port, as a {@link labwire.netlab.stack.PacketFilter} of an interface or
 * as a set of addresses.
 *
 * <p>On top of {@code stack}, below {@code device}, which holds the {@link labwire.netlab.stack.filter.AccessLists} of a
 * router or switch. Lab thread only.
 */
@NullMarked
package labwire.netlab.stack.filter;

import org.jspecify.annotations.NullMarked;
