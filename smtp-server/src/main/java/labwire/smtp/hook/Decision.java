package labwire.smtp.hook;

import labwire.smtp.reply.SmtpReply;

/** The answer to an {@link Inquiry}. */
public sealed interface Decision {

    Decision ACCEPT = new Accept(Manner.USUAL);
    Decision DISCARD = new Discard();
    Decision DROP = new Drop();

    /** Go on. The manner counts from here to the end of the session. */
    record Accept(Manner manner) implements Decision {}

    /** Say no, for good (5yz) or for now (4yz); the session goes on. After CONNECT, and with 421, it ends. */
    record Refuse(SmtpReply reply) implements Decision {}

    /** Say yes to everything up to the end of this message, and keep nothing of it. */
    record Discard() implements Decision {}

    /** Close the connection without a word. */
    record Drop() implements Decision {}
}
