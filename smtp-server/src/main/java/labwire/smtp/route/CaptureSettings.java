package labwire.smtp.route;

/**
 * How the policy <em>capture</em> keeps what it takes.
 *
 * @param oneInboxPerCredential whether all that an authenticated user sends goes into the mailbox of the user's name,
 *     whoever it is for, so that several testers do not see each other's mail; what nobody authenticated sent goes by
 *     its address
 * @param foldTags whether {@code bob+tag@example.com} has the mailbox of {@code bob@example.com}
 */
public record CaptureSettings(boolean oneInboxPerCredential, boolean foldTags) {

    public static final CaptureSettings DEFAULTS = new CaptureSettings(false, false);
}
