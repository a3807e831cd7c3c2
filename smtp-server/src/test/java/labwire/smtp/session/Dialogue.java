package labwire.smtp.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.smtp.auth.Mechanism;
import labwire.smtp.auth.Sasl;
import labwire.smtp.auth.Secret;
import labwire.smtp.auth.User;
import labwire.smtp.auth.UserTable;
import labwire.smtp.fault.FaultRule;
import labwire.smtp.fault.FaultRules;
import labwire.smtp.fault.FaultSyntaxException;
import labwire.smtp.hook.Hook;

/**
 * A dialogue from a text file. Each line has a mark and a text:
 *
 * <pre>
 *   C: text     the client sends the text and CRLF
 *   X: text     the client sends the text as it stands, with \r \n \0 \\ for what they say
 *   S: text     the server answers this line; a * stands for anything
 *   kept: N     how many messages the store holds at the end
 *   body: text  the last message kept ends with this text (\r \n as above)
 *   closed      the server closes the connection at the end
 *   limit: name=value   of the server's limits, before everything else
 *   role: mx, submission or lmtp; mx if it does not say
 *   tls: implicit        the dialogue is under TLS from its beginning
 *   tls: starttls        STARTTLS is offered
 *   require: tls         or auth
 *   users: alice/secret bob/other   who may authenticate, in plain text too
 *   plaintext: no        passwords are asked for under TLS alone
 *   rule: stage=rcpt,reply=450 4.2.0 Later   misbehaviour, as FaultRules has it
 *   whole       holds for lines that come in one piece: not run octet by octet
 *   # text      says what this is about
 * </pre>
 *
 * In C and X, {@code {N*c}} stands for the character c, N times.
 */
public final class Dialogue {

    /** One line of the exchange: what is sent, or what is expected. */
    public record Line(int number, boolean fromClient, String text) {}

    private final String name;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> users = new LinkedHashMap<>();
    private final FaultRules rules = new FaultRules();
    private Role role = Role.MX;
    private TlsMode tls = TlsMode.NONE;
    private boolean requireTls;
    private boolean plaintextAuth = true;
    private AuthMode auth = AuthMode.OPTIONAL;
    private SmtpLimits limits = SmtpLimits.DEFAULTS.withMaxMessageBytes(10_000);
    private int kept;
    private String body = "";
    private boolean closed;
    private boolean whole;

    private Dialogue(String name) {
        this.name = name;
    }

    public static Dialogue read(Path file) throws IOException {
        return of(file.getFileName().toString(), Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }

    public static Dialogue of(String name, List<String> text) {
        Dialogue dialogue = new Dialogue(name);
        int number = 0;
        for (String line : text) {
            number++;
            dialogue.add(number, line);
        }
        return dialogue;
    }

    private void add(int number, String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        String text = line.length() > 3 ? line.substring(3) : "";
        if (line.startsWith("C:")) {
            lines.add(new Line(number, true, repeat(text) + "\r\n"));
        } else if (line.startsWith("X: ")) {
            lines.add(new Line(number, true, unescape(repeat(text))));
        } else if (line.startsWith("S:")) {
            lines.add(new Line(number, false, text));
        } else if (line.startsWith("kept: ")) {
            kept = Integer.parseInt(line.substring(6));
        } else if (line.startsWith("body: ")) {
            body = unescape(line.substring(6));
        } else if (line.equals("closed")) {
            closed = true;
        } else if (line.equals("whole")) {
            whole = true;
        } else if (line.startsWith("limit: ")) {
            limit(line.substring(7));
        } else if (line.matches("[a-z]+: .*")) {
            setting(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(' ') + 1));
        } else {
            throw new IllegalArgumentException(name + ":" + number + ": " + line + " (expected: C: X: S: …)");
        }
    }

    private void setting(String setting, String value) {
        switch (setting) {
            case "role" -> role = Role.valueOf(value.toUpperCase(Locale.ROOT));
            case "tls" -> tls = TlsMode.valueOf(value.toUpperCase(Locale.ROOT));
            case "plaintext" -> plaintextAuth = !value.equals("no");
            case "users" -> {
                for (String user : value.split(" ")) {
                    users.put(user.substring(0, user.indexOf('/')), user.substring(user.indexOf('/') + 1));
                }
            }
            case "require" -> {
                requireTls |= value.equals("tls");
                auth = value.equals("auth") ? AuthMode.REQUIRED : auth;
            }
            case "rule" -> {
                try {
                    rules.add(FaultRule.parse(value));
                } catch (FaultSyntaxException e) {
                    throw new IllegalArgumentException(name + ": " + value, e);
                }
            }
            default -> throw new IllegalArgumentException(name + ": " + setting);
        }
    }

    /** The server's side of the dialogue. */
    public SessionProfile profile() {
        return new SessionProfile("mail.lab", role, tls, requireTls, auth, plaintextAuth, limits);
    }

    /** The users' mechanisms; those that a transcript can show. */
    public Sasl sasl() {
        if (users.isEmpty()) {
            return Sasl.NONE;
        }
        List<User> known = new ArrayList<>();
        users.forEach((name, password) -> known.add(new User(name, new Secret.Plain(password))));
        return Sasl.of(UserTable.of(known), EnumSet.of(Mechanism.PLAIN, Mechanism.LOGIN), new SecureRandom());
    }

    public Hook hook() {
        return rules;
    }

    private void limit(String setting) {
        String[] parts = setting.split("=");
        int value = Integer.parseInt(parts[1]);
        limits = switch (parts[0]) {
            case "maxLineOctets" -> limits.withMaxLineOctets(value);
            case "maxMessageBytes" -> limits.withMaxMessageBytes(value);
            case "maxDiscardedBytes" -> limits.withMaxDiscardedBytes(value);
            case "maxRecipients" -> limits.withMaxRecipients(value);
            case "maxErrors" -> limits.withMaxErrors(value);
            case "maxAuthFailures" -> limits.withMaxAuthFailures(value);
            case "maxMessages" -> limits.withMaxMessages(value);
            case "maxRecipientDomains" -> limits.withMaxRecipientDomains(value);
            case "maxHoldSeconds" -> limits.withMaxHold(Duration.ofSeconds(value));
            default -> throw new IllegalArgumentException(name + ": limit " + parts[0]);
        };
    }

    private static String repeat(String text) {
        return Pattern.compile("\\{(\\d+)\\*(.)}")
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(2).repeat(Integer.parseInt(match.group(1)))));
    }

    private static String unescape(String text) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                c = switch (text.charAt(i)) {
                    case 'r' -> '\r';
                    case 'n' -> '\n';
                    case '0' -> '\0';
                    case '\\' -> '\\';
                    default -> throw new IllegalArgumentException("escape: " + text);
                };
            }
            result.append(c);
        }
        return result.toString();
    }

    /** Whether a line of the server is the expected one, in which * stands for anything. */
    public static boolean matches(String expected, String found) {
        String[] parts = expected.split("\\*", -1);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return found.matches(pattern.toString());
    }

    public List<Line> lines() {
        return lines;
    }

    public SmtpLimits limits() {
        return limits;
    }

    public int kept() {
        return kept;
    }

    public String body() {
        return body;
    }

    public boolean isWhole() {
        return whole;
    }

    public boolean closed() {
        return closed;
    }

    @Override
    public String toString() {
        return name;
    }
}
