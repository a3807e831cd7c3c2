/**
 * A small SMTP client: takes one message to one server, by STARTTLS or implicit TLS where told to, pipelining where
 * offered. For lab scenarios and tests.
 *
 * <p>Start at {@link labwire.smtp.client.MailSender}.
 */
@NullMarked
package labwire.smtp.client;

import org.jspecify.annotations.NullMarked;
