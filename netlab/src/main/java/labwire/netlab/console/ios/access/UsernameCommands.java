package labwire.netlab.console.ios.access;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.login.Accounts;
import labwire.netlab.device.login.StoredPassword;
import labwire.netlab.device.login.UserAccount;

/** {@code username admin privilege 15 secret …}. */
final class UsernameCommands {
    private static final String USER = """
            username  Establish User Name Authentication
            {name:WORD}  User name
            """;
    private static final String PRIVILEGE = """
            privilege  Set user privilege level
            {privilege:<0-15>}  User privilege level
            """;

    private UsernameCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        for (String beginning : new String[] {USER, USER + PRIVILEGE}) {
            addPasswordsTo(graph, beginning);
        }
        graph.add(USER + PRIVILEGE, (console, arguments, reply) -> change(console, arguments, reply));
        graph.add(USER, (console, arguments, reply) -> change(console, arguments, reply));
        graph.add(
                """
                no  Negate a command or set its defaults
                username  Establish User Name Authentication
                {name:WORD}  User name
                [{rest:LINE}]  What the line that is taken back said
                """,
                (console, arguments, reply) ->
                        console.device().accounts().users().remove(arguments.text("name")));
    }

    private static void addPasswordsTo(CommandGraph<IosConsole> graph, String beginning) {
        graph.add(beginning + """
                password  Specify the password for the user
                {password:LINE}  The UNENCRYPTED (cleartext) user password
                """, UsernameCommands::password);
        graph.add(beginning + """
                password  Specify the password for the user
                0  Specifies an UNENCRYPTED password will follow
                | 7  Specifies a HIDDEN password will follow
                {password:LINE}  The user password
                """, UsernameCommands::password);
        graph.add(beginning + """
                secret  Specify the secret for the user
                {secret:LINE}  The UNENCRYPTED (cleartext) user secret
                """, UsernameCommands::secret);
        graph.add(beginning + """
                secret  Specify the secret for the user
                0  Specifies an UNENCRYPTED secret will follow
                | 5  Specifies a HIDDEN secret will follow
                | 8  Specifies a PBKDF2 HASHED secret will follow
                | 9  Specifies a SCRYPT HASHED secret will follow
                {secret:LINE}  The user secret
                """, UsernameCommands::secret);
    }

    private static void password(IosConsole console, Arguments arguments, Reply reply) {
        int form = arguments.has("7") ? 7 : 0;
        Optional<StoredPassword> password = StoredPassword.parse(form, arguments.text("password"));
        if (password.isEmpty()) {
            refuse(arguments.text("password"), form, reply);
            return;
        }
        change(console, arguments, reply)
                .ifPresent(user -> put(console, user.withPassword(UserAccount.Kind.PASSWORD, password.get())));
    }

    private static void secret(IosConsole console, Arguments arguments, Reply reply) {
        int form = arguments.has("5") ? 5 : arguments.has("8") ? 8 : arguments.has("9") ? 9 : 0;
        Optional<StoredPassword> secret = StoredPassword.parse(form, arguments.text("secret"))
                .map(given -> form == 0 ? console.device().accounts().hashed(given.text()) : given);
        if (secret.isEmpty()) {
            refuse(arguments.text("secret"), form, reply);
            return;
        }
        change(console, arguments, reply)
                .ifPresent(user -> put(console, user.withPassword(UserAccount.Kind.SECRET, secret.get())));
    }

    private static void refuse(String text, int form, Reply reply) {
        if (form == 0) {
            reply.refuse(
                    "% Invalid Password length - must contain 1 to " + StoredPassword.MAX_LENGTH + " characters.",
                    text.length() + " characters",
                    "1 to " + StoredPassword.MAX_LENGTH);
        } else if (form == 7) {
            reply.refuse("Invalid encrypted password: " + text, text, "an encoded password of form 7");
        } else {
            reply.refuse(
                    "ERROR: The secret you entered is not a valid encrypted secret.\n"
                            + "To enter an UNENCRYPTED secret, do not specify type " + form + " encryption.",
                    text,
                    "a secret of form " + form);
        }
    }

    /** The user that a line names, made if new, with the line's privilege; empty if there are too many. */
    private static Optional<UserAccount> change(IosConsole console, Arguments arguments, Reply reply) {
        String name = arguments.text("name");
        Accounts accounts = console.device().accounts();
        UserAccount user = accounts.users().get(name);
        if (user == null) {
            if (accounts.users().size() == Accounts.MAX_USERS) {
                reply.refuse("% Too many users", name, "at most " + Accounts.MAX_USERS + " users");
                return Optional.empty();
            }
            user = UserAccount.named(name);
        }
        UserAccount changed = arguments
                .find("privilege", Integer.class)
                .map(user::withPrivilege)
                .orElse(user);
        put(console, changed);
        return Optional.of(changed);
    }

    private static void put(IosConsole console, UserAccount user) {
        console.device().accounts().users().put(user.name(), user);
    }

    static void write(IosDevice device, ConfigText text) {
        for (UserAccount user : device.accounts().users().values()) {
            StringBuilder line = new StringBuilder("username ").append(user.name());
            if (user.privilege() != UserAccount.DEFAULT_PRIVILEGE) {
                line.append(" privilege ").append(user.privilege());
            }
            user.password()
                    .ifPresent(
                            password -> line.append(user.kind() == UserAccount.Kind.SECRET ? " secret " : " password ")
                                    .append(device.settings().shown(password)));
            text.line(line.toString());
        }
    }
}
