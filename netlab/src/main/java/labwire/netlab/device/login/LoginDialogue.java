package labwire.netlab.device.login;

import java.util.Optional;

/**
 * The dialogue of a login on a line: the user's name if the line asks for one, the password, at most three times.
 * Without I/O; lab thread only.
 */
public final class LoginDialogue {
    public static final int DEFAULT_TRIES = 3;

    private static final String GREETING = "\nUser Access Verification\n\n";
    private static final String USERNAME = "Username: ";
    private static final String PASSWORD = "Password: ";

    private enum State {
        /** To USERNAME, PASSWORD or OVER. */
        NEW,
        /** A name has been asked for. To PASSWORD. */
        USERNAME,
        /** A password has been asked for. To OVER, or to USERNAME or again PASSWORD for another try. */
        PASSWORD,
        /** Granted or denied. Last. */
        OVER
    }

    private final Accounts accounts;
    private final LineAccess line;
    private State state = State.NEW;
    private int triesLeft;
    private String user = "";

    public LoginDialogue(Accounts accounts, LineAccess line) {
        this(accounts, line, DEFAULT_TRIES);
    }

    /** @param tries from 1 on */
    public LoginDialogue(Accounts accounts, LineAccess line, int tries) {
        this.accounts = accounts;
        this.line = line;
        this.triesLeft = tries;
    }

    /** The first step. Called once. */
    public LoginStep begin() {
        if (state != State.NEW) {
            throw new IllegalStateException("login: begun already (expected: once)");
        }
        AuthenticationMethod method = accounts.methodOf(line);
        if (method == AuthenticationMethod.NONE) {
            return granted(accounts.login(line, ""));
        }
        if (method == AuthenticationMethod.LINE && line.password().isEmpty()) {
            state = State.OVER;
            return new LoginStep.Denied("\n\nPassword required, but none set\n");
        }
        return ask(GREETING);
    }

    /**
     * The step after a line that was typed.
     *
     * @throws IllegalStateException if nothing was asked
     */
    public LoginStep answer(String typed) {
        return switch (state) {
            case USERNAME -> {
                user = typed.strip();
                if (user.isEmpty()) {
                    yield ask("");
                }
                state = State.PASSWORD;
                yield new LoginStep.Question("", PASSWORD, true);
            }
            case PASSWORD -> {
                Optional<Login> login = accounts.check(line, user, typed);
                yield login.isPresent() ? granted(login.get()) : wrong();
            }
            case NEW, OVER -> throw new IllegalStateException("login: " + state + " (expected: a question)");
        };
    }

    private LoginStep granted(Login login) {
        state = State.OVER;
        return new LoginStep.Granted(login);
    }

    private LoginStep wrong() {
        triesLeft--;
        boolean named = asksForName();
        String text = !named ? "" : accounts.isNewModel() ? "\n% Authentication failed\n\n" : "% Login invalid\n\n";
        if (triesLeft > 0) {
            return ask(text);
        }
        state = State.OVER;
        return new LoginStep.Denied(named ? text.stripTrailing() + "\n" : "% Bad passwords\n");
    }

    private LoginStep ask(String text) {
        boolean named = asksForName();
        state = named ? State.USERNAME : State.PASSWORD;
        return new LoginStep.Question(text, named ? USERNAME : PASSWORD, !named);
    }

    private boolean asksForName() {
        return switch (accounts.methodOf(line)) {
            case LOCAL, LOCAL_CASE, GROUP_RADIUS, GROUP_TACACS -> true;
            case ENABLE, LINE, NONE -> false;
        };
    }
}
