/**
 * DNS (<a href="https://www.rfc-editor.org/rfc/rfc1035">RFC 1035</a>): a server for the names that a device
 * knows, and a resolver that asks others.
 *
 * <p>Layer: {@code service}. Starting points: {@link labwire.netlab.service.dns.DnsServer}, {@link
 * labwire.netlab.service.dns.DnsResolver}.
 */
@NullMarked
package labwire.netlab.service.dns;

import org.jspecify.annotations.NullMarked;
