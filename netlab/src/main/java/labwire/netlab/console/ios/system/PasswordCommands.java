package labwire.netlab.console.ios.system;

import java.util.Optional;
import labwire.netlab.console.Arguments;
import labwire.netlab.console.CommandGraph;
import labwire.netlab.console.Reply;
import labwire.netlab.console.ios.ConfigText;
import labwire.netlab.console.ios.IosConsole;
import labwire.netlab.device.IosDevice;
import labwire.netlab.device.IosSettings;
import labwire.netlab.device.login.StoredPassword;
import labwire.netlab.device.login.StoredPassword.Form;

/** What {@code enable} asks for: {@code enable secret}, {@code enable password}; and how passwords are shown. */
final class PasswordCommands {
    private PasswordCommands() {}

    static void addTo(CommandGraph<IosConsole> graph) {
        graph.add("""
                enable  Modify enable password parameters
                secret  Assign the privileged level secret
                {secret:LINE}  The UNENCRYPTED (cleartext) 'enable' secret
                """, PasswordCommands::secret);
        graph.add("""
                enable  Modify enable password parameters
                password  Assign the privileged level password (MAX of 25 characters)
                {password:LINE}  The UNENCRYPTED (cleartext) 'enable' password
                """, PasswordCommands::password);
        graph.add("""
                no  Negate a command or set its defaults
                enable  Modify enable password parameters
                secret  Assign the privileged level secret
                [{rest:LINE}]  The secret
                """, (console, arguments, reply) -> console.settings().enableSecret(Optional.empty()));
        graph.add("""
                no  Negate a command or set its defaults
                enable  Modify enable password parameters
                password  Assign the privileged level password
                [{rest:LINE}]  The password
                """, (console, arguments, reply) -> console.settings().weakEnablePassword(Optional.empty()));
        graph.add("""
                service  Modify use of network based services
                password-encryption  Encrypt system passwords
                """, (console, arguments, reply) -> console.settings().passwordEncryption(true));
        graph.add("""
                no  Negate a command or set its defaults
                service  Modify use of network based services
                password-encryption  Encrypt system passwords
                """, (console, arguments, reply) -> console.settings().passwordEncryption(false));
    }

    private static void secret(IosConsole console, Arguments arguments, Reply reply) {
        Optional<StoredPassword> given = given(arguments.text("secret"));
        if (given.isEmpty() || given.get().form() == Form.VIGENERE) {
            reply.refuse("""
                    ERROR: The secret you entered is not a valid encrypted secret.
                    To enter an UNENCRYPTED secret, do not specify type 5 encryption.
                    When you properly enter an UNENCRYPTED secret, it will be encrypted.""", "a secret that is not of its form", "a secret, or 5, 8 or 9 and its hash");
            return;
        }
        StoredPassword secret = given.get();
        console.settings()
                .enableSecret(Optional.of(
                        secret.form() == Form.CLEAR
                                ? console.device().accounts().hashed(secret.text())
                                : secret));
    }

    private static void password(IosConsole console, Arguments arguments, Reply reply) {
        Optional<StoredPassword> given = given(arguments.text("password"))
                .filter(password -> password.form() == Form.CLEAR || password.form() == Form.VIGENERE);
        if (given.isEmpty()) {
            reply.refuse(
                    "Invalid encrypted password",
                    "a password that is not of its form",
                    "a password, or 7 and its code");
            return;
        }
        console.settings().weakEnablePassword(given);
    }

    /** A form's number and then a password of that form, or a password as it is; nothing if it is malformed. */
    private static Optional<StoredPassword> given(String text) {
        String[] parts = text.split(" +", 2);
        if (parts.length == 2 && parts[0].matches("[0-9]")) {
            return StoredPassword.parse(Integer.parseInt(parts[0]), parts[1]);
        }
        return StoredPassword.parse(Form.CLEAR.number(), text);
    }

    static void writeEncryption(IosDevice device, ConfigText text) {
        text.line(
                device.settings().isPasswordEncryption()
                        ? "service password-encryption"
                        : "no service password-encryption");
    }

    static void write(IosDevice device, ConfigText text) {
        IosSettings settings = device.settings();
        settings.enableSecret().ifPresent(secret -> text.line("enable secret " + settings.shown(secret)));
        // IOS leaves out a 0 here, but then takes the first word of a password that is a number for a form.
        settings.weakEnablePassword().ifPresent(password -> text.line("enable password " + shown(settings, password)));
    }

    private static String shown(IosSettings settings, StoredPassword password) {
        boolean plain = !settings.isPasswordEncryption() && password.form() == Form.CLEAR;
        return plain && !password.text().contains(" ") ? password.text() : settings.shown(password);
    }
}
