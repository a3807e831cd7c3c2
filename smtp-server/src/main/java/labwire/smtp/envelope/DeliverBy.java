package labwire.smtp.envelope;

import java.time.Instant;

/**
 * By when a message is to be delivered (<a href="https://www.rfc-editor.org/rfc/rfc2852">RFC 2852</a>).
 *
 * @param deadline the time of MAIL and the seconds it gave
 * @param returned mode R: a message that is late goes back; else mode N: the sender is told of the delay and it goes on
 * @param trace whether each relay is to tell the sender
 */
public record DeliverBy(Instant deadline, boolean returned, boolean trace) {}
