/**
 * A DNS server for the names of the lab (<a href="https://www.rfc-editor.org/rfc/rfc1035">RFC 1035</a>).
 *
 * <p>Layer: {@code service}, on the lab's transport. Start at {@link labwire.netlab.service.dns.DnsServer}.
 */
@NullMarked
package labwire.netlab.service.dns;

import org.jspecify.annotations.NullMarked;
