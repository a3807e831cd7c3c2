package labwire.smtp.auth;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file that users and their secrets stand in, a line for each; empty lines and those that begin with {@code #} say
 * nothing. It must be readable by its owner alone.
 *
 * <pre>
 *   # name:{form}secret
 *   alice:{PLAIN}wonderland
 *   bob@example.com:{SCRAM-SHA-256}4096:salt:stored-key:server-key
 * </pre>
 */
public final class UsersFile {

    /** What a users file may be long. */
    public static final long MAX_BYTES = 16L * 1024 * 1024;

    private static final String PLAIN = "{PLAIN}";
    private static final String SCRAM = "{SCRAM-SHA-256}";
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private UsersFile() {}

    /**
     * Reads the file.
     *
     * @throws UsersFileException naming the line, if it is not as it should be; no message shows a secret
     */
    public static UserTable read(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            Set<PosixFilePermission> permissions = view.readAttributes().permissions();
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new UsersFileException(file + ": " + PosixFilePermissions.toString(permissions)
                        + " (expected: rw-------, for its owner alone)");
            }
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new UsersFileException(
                    file + ": " + Files.size(file) + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        try {
            return parse(file.toString(), Files.readAllLines(file));
        } catch (CharacterCodingException e) {
            throw new UsersFileException(file + ": octets that are no UTF-8 (expected: UTF-8)");
        }
    }

    /** @param name of the file, for messages */
    static UserTable parse(String name, List<String> lines) {
        UserTable.Builder users = new UserTable.Builder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    users.add(user(line));
                } catch (IllegalArgumentException e) {
                    throw new UsersFileException(name + ":" + (i + 1) + ": " + e.getMessage());
                }
            }
        }
        return users.build();
    }

    private static User user(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no colon (expected: name:{PLAIN}secret)");
        }
        return new User(line.substring(0, colon), secret(line.substring(colon + 1)));
    }

    private static Secret secret(String text) {
        if (text.startsWith(PLAIN)) {
            return new Secret.Plain(text.substring(PLAIN.length()));
        }
        if (!text.startsWith(SCRAM)) {
            throw new IllegalArgumentException("secret of an unknown form (expected: " + PLAIN + " or " + SCRAM + ")");
        }
        String[] parts = text.substring(SCRAM.length()).split(":", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "SCRAM secret of " + parts.length + " parts (expected: 4, iterations:salt:stored-key:server-key)");
        }
        return new ScramKeys(
                number(parts[0]),
                octets("salt", parts[1]),
                octets("stored key", parts[2]),
                octets("server key", parts[3]));
    }

    private static int number(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new IllegalArgumentException("iterations: not a number (expected: "
                        + ScramKeys.MIN_ITERATIONS + " to " + ScramKeys.MAX_ITERATIONS + ")"));
    }

    private static byte[] octets(String name, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": not base64 (expected: base64)", e);
        }
    }

    /**
     * The line for a user whose password shall not stand in the file.
     *
     * @param iterations from 4,096; the more, the longer it takes to try passwords, and to log in
     * @throws IllegalArgumentException if the name or the password is not possible
     */
    public static String scramLine(String name, String password, int iterations, SecureRandom random) {
        byte[] salt = new byte[ScramKeys.SALT_OCTETS];
        random.nextBytes(salt);
        ScramKeys keys = ScramKeys.derive(password, salt, iterations);
        return checked(new User(name, keys)) + ":" + keys.text();
    }

    /** The line for a user whose password stands in the file, as CRAM-MD5 and APOP need it. */
    public static String plainLine(String name, String password) {
        return checked(new User(name, new Secret.Plain(password))) + ":" + PLAIN + password;
    }

    private static String checked(User user) {
        if (user.name().startsWith("#")) {
            throw new IllegalArgumentException("user name: " + user.name() + " (expected: not to begin with #)");
        }
        return UserTable.of(List.of(user)).names().get(0);
    }
}
