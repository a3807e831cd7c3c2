package labwire.smtp.reply;

/** Refusals that several parts of a server give. */
public final class Refusals {

    /** No room: disk, memory for messages under way, or a limit on what is kept. */
    public static final SmtpReply NO_ROOM = SmtpReply.of(452, "4.3.1", "No room for the message now");

    /** The store cannot be written to. */
    public static final SmtpReply STORE_DOWN = SmtpReply.of(451, "4.3.0", "The message cannot be kept now");

    /** The mailbox has as much as it may. */
    public static final SmtpReply MAILBOX_FULL = SmtpReply.of(452, "4.2.2", "The mailbox is full");

    /** The domain is the server's own, and has no such mailbox. */
    public static final SmtpReply NO_SUCH_MAILBOX = SmtpReply.of(550, "5.1.1", "No such mailbox here");

    /** The domain is not the server's own, and the client may not have mail relayed. */
    public static final SmtpReply RELAY_DENIED = SmtpReply.of(550, "5.7.1", "Relaying is for the authenticated");

    private Refusals() {}
}
