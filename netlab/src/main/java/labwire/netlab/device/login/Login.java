package labwire.netlab.device.login;

/**
 * Somebody who has come in.
 *
 * @param user empty if no name was asked for
 * @param privilege of the session, 0 to 15; from 15 on, it begins in privileged exec mode
 */
public record Login(String user, int privilege) {
    /** A console's session that nothing was asked of. */
    public static final Login ANYBODY = new Login("", 1);

    /** True if the session begins in privileged exec mode. */
    public boolean isPrivileged() {
        return privilege >= UserAccount.MAX_PRIVILEGE;
    }
}
