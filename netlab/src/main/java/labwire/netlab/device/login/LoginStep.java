package labwire.netlab.device.login;

/** What comes next in a login. Texts' lines end with {@code \n}. */
public sealed interface LoginStep {
    /**
     * Show a text and a prompt, and take a line.
     *
     * @param hidden whether the answer is not to be shown while it is typed
     */
    record Question(String text, String prompt, boolean hidden) implements LoginStep {}

    /** The login is done. */
    record Granted(Login login) implements LoginStep {}

    /** Show a text and hang up. */
    record Denied(String text) implements LoginStep {}
}
