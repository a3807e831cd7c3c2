/**
 * What mail needs of the domain name system, asked in the network that the server runs on.
 *
 * <p>Start at {@link labwire.smtp.dns.MailDns}, the contract, and {@link labwire.smtp.dns.NettyMailDns}.
 */
@NullMarked
package labwire.smtp.dns;

import org.jspecify.annotations.NullMarked;
