package labwire.gateway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import labwire.gateway.lab.StartException;
import labwire.smtp.auth.UsersFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A line for a users file. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = {
            "Print a user's line for a users file, which mail settings name: with the keys of SCRAM-SHA-256 instead",
            "of the password, or, with --plain, with the password, as CRAM-MD5 and APOP need it.",
            "The password is typed, or stands on the first line of standard input. The file must be readable by its",
            "owner alone (chmod 600)."
        },
        footer = {
            "",
            "Example:",
            "  ./labwire mail user alice >> mail.users",
            "  echo wonderland | ./labwire mail user alice --plain >> mail.users"
        })
final class MailUserCommand implements Callable<Integer> {
    private static final int MAX_PASSWORD_CHARS = 1_000;

    @Parameters(paramLabel = "NAME", description = "what the user logs in as")
    private String name;

    @Option(names = "--plain", description = "keep the password as it is")
    private boolean plain;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "10000",
            description = "of SCRAM's hash: more make guessing, and logging in, slower (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Override
    public Integer call() throws IOException {
        String password = password();
        try {
            System.out.println(
                    plain
                            ? UsersFile.plainLine(name, password)
                            : UsersFile.scramLine(name, password, iterations, new SecureRandom()));
            return LabwireCommand.DONE;
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Not with this property.
    private static String password() throws IOException {
        // From Java 22 on there is a console without a terminal, too, unless it is this one.
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        if (console == null) {
            return fromStandardInput();
        }
        char[] typed = console.readPassword("Password: ");
        if (typed == null || !Arrays.equals(typed, console.readPassword("Again: "))) {
            throw new StartException("password: none, or another one (expected: the same twice)");
        }
        return new String(typed);
    }

    private static String fromStandardInput() throws IOException {
        // Not closed: it is not ours.
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        char[] read = new char[MAX_PASSWORD_CHARS + 2];
        int count = 0;
        for (int c = input.read(); c >= 0 && c != '\n' && count < read.length; c = input.read()) {
            read[count++] = (char) c;
        }
        String line = new String(read, 0, count);
        String password = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (password.isEmpty() || password.length() > MAX_PASSWORD_CHARS) {
            throw new StartException("password: " + password.length() + " characters (expected: 1 to "
                    + MAX_PASSWORD_CHARS + ", on the first line of standard input)");
        }
        return password;
    }
}
