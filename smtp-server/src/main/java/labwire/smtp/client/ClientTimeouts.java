package labwire.smtp.client;

import java.time.Duration;

/**
 * How long a client waits for a server: those of <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2">RFC
 * 5321 section 4.5.3.2</a>. Each is for a reply as a whole: a server that sends it octet by octet gains nothing.
 *
 * @param connect until the connection stands
 * @param greeting for the first reply, TLS before it included
 * @param command for the replies to commands: EHLO, STARTTLS with its handshake, AUTH, MAIL, RCPT, RSET
 * @param data for the reply to DATA
 * @param block for a piece of the message to leave
 * @param end for the reply to the end of the message
 * @param quit for the reply to QUIT
 */
public record ClientTimeouts(
        Duration connect,
        Duration greeting,
        Duration command,
        Duration data,
        Duration block,
        Duration end,
        Duration quit) {

    public static final ClientTimeouts DEFAULTS = new ClientTimeouts(
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10));

    public ClientTimeouts {
        positive("connect", connect);
        positive("greeting", greeting);
        positive("command", command);
        positive("data", data);
        positive("block", block);
        positive("end", end);
        positive("quit", quit);
    }

    private static void positive(String name, Duration found) {
        if (found.isNegative() || found.isZero()) {
            throw new IllegalArgumentException(name + ": " + found + " (expected: more than nothing)");
        }
    }

    /** All of them cut to at most this. */
    public ClientTimeouts atMost(Duration most) {
        return new ClientTimeouts(
                least(connect, most),
                least(greeting, most),
                least(command, most),
                least(data, most),
                least(block, most),
                least(end, most),
                least(quit, most));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
