package labwire.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import labwire.smtp.disk.SimulatedDisk;
import labwire.smtp.protocol.ProxyPeers;
import labwire.smtp.protocol.SessionRegister;
import labwire.smtp.protocol.SmtpServerInitializer;
import labwire.smtp.protocol.SmtpServices;
import labwire.smtp.store.MailStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SMTP smuggling, the whole product: a dot between any two of what somebody somewhere takes for a line's end, with a
 * second message behind it, the octets around it cut at every place. One of them alone is an end.
 */
class SmugglingTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final List<String> LINE_ENDS =
            List.of("\r\n", "\n", "\r", "\0", "", "\r\r\n", "\n\r", "\r\0\n", "\0\r\n", "\r\n\0", "\n\n", "\r\r");
    private static final String ENVELOPE =
            "HELO pc1.lab\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n";
    private static final String SECOND =
            "MAIL FROM:<evil@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\nevil\r\n.\r\n";

    static Stream<Arguments> ends() {
        return LINE_ENDS.stream()
                .flatMap(before -> LINE_ENDS.stream()
                        .filter(after -> !before.endsWith("\r\n") || !after.equals("\r\n\0")) // An end, and a NUL.
                        .map(after -> Arguments.of(escaped(before), escaped(after))));
    }

    private static String escaped(String octets) {
        return octets.replace("\r", "r").replace("\n", "n").replace("\0", "0");
    }

    private static String octets(String escaped) {
        return escaped.replace("r", "\r").replace("n", "\n").replace("0", "\0");
    }

    @ParameterizedTest(name = "\"{0}\" before the dot, \"{1}\" behind it")
    @MethodSource("ends")
    void onlyADotBetweenTwoLineEndsEndsAMessage(String before, String after) throws IOException {
        String attack = "text" + octets(before) + "." + octets(after) + SECOND;
        boolean isEnd = octets(before).endsWith("\r\n") && octets(after).equals("\r\n");
        int afterTheDot = attack.length() - SECOND.length() + "MAIL".length();
        for (int cut = 0; cut <= afterTheDot; cut++) {
            assertThat(answers(attack, cut))
                    .as("cut at %d", cut)
                    .hasSize(isEnd ? 5 : 1)
                    .last()
                    .asString()
                    .startsWith(isEnd || isText(before, after) ? "250 2.0.0 Ok, kept as " : "550 5.6.0 ");
        }
    }

    /** Whether the message is whole and well-formed, the second one being part of its text. */
    private static boolean isText(String before, String after) {
        return List.of("", "rn").containsAll(List.of(before, after)) && !(before.equals("rn") && after.equals("rn"));
    }

    /** What is answered once the text has begun. */
    private static List<String> answers(String attack, int cut) throws IOException {
        MailStore store = MailStore.open(new SimulatedDisk(), Runnable::run, CLOCK);
        SmtpServices services = SmtpServices.of(
                manner -> {
                    throw new AssertionError("no TLS here");
                },
                Runnable::run,
                CLOCK,
                new SessionIds(new SplittableRandom(1)));
        Line line = new PlainLine(new EmbeddedChannel(new SmtpServerInitializer(
                SessionProfile.of("mail.lab", TlsMode.NONE, SmtpLimits.DEFAULTS),
                ProxyPeers.NONE,
                services,
                store,
                new SessionRegister(1))));
        line.send(ENVELOPE);
        line.answers();
        line.send(attack.substring(0, cut));
        line.send(attack.substring(cut));
        List<String> answers = new ArrayList<>(line.answers());
        line.release();
        return answers;
    }
}
