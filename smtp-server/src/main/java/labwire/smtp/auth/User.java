package labwire.smtp.auth;

/**
 * Somebody who may log in.
 *
 * @param name the one name that the user goes by from here on, however it was spelled: also that of the mailbox
 */
public record User(String name, Secret secret) {

    public User {
        if (!UserNames.isName(name)) {
            throw new IllegalArgumentException("user name: " + name.length() + " characters (expected: 1 to "
                    + UserNames.MAX_OCTETS + " octets, without control characters and colons)");
        }
    }
}
