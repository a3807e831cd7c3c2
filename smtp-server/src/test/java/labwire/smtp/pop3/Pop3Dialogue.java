package labwire.smtp.pop3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import labwire.smtp.session.Dialogue;

/**
 * A dialogue as {@link Dialogue} reads it, with these lines before and after the exchange:
 *
 * <pre>
 *   mail: NAME text      a message in the mailbox of that name, with \r \n for what they say
 *   users: any           anybody may log in; else alice, by "wonder land"
 *   plaintext: no        passwords are taken under TLS alone
 *   limit: name=value    of the server's limits
 *   left: NAME UID…      what is in the mailbox at the end
 * </pre>
 */
final class Pop3Dialogue {

    /** @param content one char an octet */
    record Mail(String mailbox, String content) {}

    private final Dialogue exchange;
    private final List<Mail> mails = new ArrayList<>();
    private final Map<String, List<String>> left = new LinkedHashMap<>();
    private Pop3Limits limits = Pop3Limits.DEFAULTS;
    private boolean anybody;
    private boolean plaintext = true;

    private Pop3Dialogue(String name, List<String> lines) {
        List<String> rest = new ArrayList<>();
        for (String line : lines) {
            rest.add(isSetting(line) ? "" : line);
        }
        exchange = Dialogue.of(name, rest);
    }

    static Pop3Dialogue read(Path file) throws IOException {
        return new Pop3Dialogue(file.getFileName().toString(), Files.readAllLines(file, StandardCharsets.ISO_8859_1));
    }

    private boolean isSetting(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "mail:" ->
                mails.add(new Mail(words[1], words[2].replace("\\r", "\r").replace("\\n", "\n")));
            case "users:" -> anybody = true;
            case "plaintext:" -> plaintext = false;
            case "limit:" -> limit(words[1]);
            case "left:" -> left.put(words[1], words.length < 3 ? List.of() : List.of(words[2].split(" ")));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void limit(String setting) {
        if (!setting.startsWith("maxErrors=")) {
            throw new IllegalArgumentException("limit: " + setting + " (expected: maxErrors=N)");
        }
        limits = limits.withMaxErrors(Integer.parseInt(setting.substring("maxErrors=".length())));
    }

    Dialogue exchange() {
        return exchange;
    }

    List<Mail> mails() {
        return mails;
    }

    Map<String, List<String>> left() {
        return left;
    }

    Pop3Limits limits() {
        return limits;
    }

    boolean anybody() {
        return anybody;
    }

    boolean plaintext() {
        return plaintext;
    }

    @Override
    public String toString() {
        return exchange.toString();
    }
}
