package labwire.smtp.store;

/** How much each mailbox may hold. Safe for any thread; never blocks. */
public interface Quotas {

    /** As much as the disk has room for. */
    Quotas NONE = mailbox -> MailboxQuota.UNLIMITED;

    /** The same for every mailbox. */
    static Quotas each(MailboxQuota quota) {
        return mailbox -> quota;
    }

    /** @param mailbox its name, as the router gives it */
    MailboxQuota of(String mailbox);
}
