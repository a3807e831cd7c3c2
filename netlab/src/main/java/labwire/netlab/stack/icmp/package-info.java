/**
 * ICMP: errors about packets, echo and its answer (<a href="https://www.rfc-editor.org/rfc/rfc792">RFC 792</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc1122#section-3.2.2">RFC 1122, 3.2.2</a>,
 * <a href="https://www.rfc-editor.org/rfc/rfc1812#section-4.3">RFC 1812, 4.3</a>).
 *
 * <p>Beside IPv4, of which it sees only {@link labwire.netlab.stack.icmp.IcmpOutput}. Everything happens on the lab's
 * loop.
 *
 * <p>Starting points: {@link labwire.netlab.stack.icmp.IcmpLayer}, {@link labwire.netlab.stack.icmp.IcmpErrors}.
 */
@NullMarked
package labwire.netlab.stack.icmp;

import org.jspecify.annotations.NullMarked;
