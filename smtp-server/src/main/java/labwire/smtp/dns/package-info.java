/**
 * What mail needs of the domain name system, asked in the network that the server runs on.
 *
 * <p>Start at {@link labwire.smtp.dns.MailDns}.
 */
@NullMarked
package labwire.smtp.dns;

import org.jspecify.annotations.NullMarked;
