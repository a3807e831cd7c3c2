package labwire.netlab.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import labwire.netlab.cloud.SocksNegotiation.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocksNegotiationTest {
    private static final Optional<SocksCredentials> NOBODY = Optional.empty();
    private static final Optional<SocksCredentials> ME = Optional.of(new SocksCredentials("me", "secret"));

    /** Feeds bytes in pieces of a length; what came of them, as text. */
    private static List<String> talk(Optional<SocksCredentials> credentials, byte[] input, int pieces) {
        SocksNegotiation negotiation = new SocksNegotiation(credentials);
        ByteBuf buffer = Unpooled.buffer();
        List<String> steps = new ArrayList<>();
        for (int from = 0; from < input.length; from += pieces) {
            buffer.writeBytes(input, from, Math.min(pieces, input.length - from));
            while (true) {
                Step step = negotiation.take(buffer);
                if (step instanceof Step.Incomplete) {
                    assertThat(buffer.readableBytes()).isLessThan(SocksNegotiation.MAX_MESSAGE_BYTES);
                    break;
                }
                steps.add(text(step));
                if (!(step instanceof Step.Answer)) {
                    return steps;
                }
            }
        }
        return steps;
    }

    private static String text(Step step) {
        if (step instanceof Step.Answer answer) {
            return HexFormat.of().formatHex(answer.bytes().toByteArray());
        } else if (step instanceof Step.Refuse refuse) {
            return refuse.reason() + " "
                    + HexFormat.of().formatHex(refuse.bytes().toByteArray());
        }
        if (step instanceof Step.Associate associate) {
            return "datagrams from " + associate.clientPort();
        }
        InetSocketAddress to = ((Step.Connect) step).destination();
        return (to.isUnresolved() ? "name " : "address ") + to.getHostString() + " " + to.getPort();
    }

    private static List<String> talk(Optional<SocksCredentials> credentials, String hex) {
        byte[] input = HexFormat.of().parseHex(hex.replace(" ", ""));
        List<String> whole = talk(credentials, input, input.length);
        assertThat(talk(credentials, input, 1)).isEqualTo(whole);
        return whole;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anAddressIsConnectedWithoutALogin() {
        assertThat(talk(NOBODY, "05 02 00 02 05 01 00 01 0a0a5850 1f90"))
                .containsExactly("0500", "address 10.10.88.80 8080");
    }

    @Test
    void aNameIsConnectedAndLeftToTheLabToResolve() {
        assertThat(talk(NOBODY, "05 01 00 05 01 00 03 05" + hex("video") + "1f90"))
                .containsExactly("0500", "name video 8080");
    }

    @Test
    void aRelayOfDatagramsIsForThePortThatTheClientNames() {
        assertThat(talk(NOBODY, "05 01 00" + "05 03 00 01 7f000001 1234"))
                .containsExactly("0500", "datagrams from 4660");
        assertThat(talk(NOBODY, "05 01 00" + "05 03 00 01 00000000 0000")).containsExactly("0500", "datagrams from 0");
        assertThat(talk(NOBODY, "05 01 00" + "05 03 00 03 00 0000")).containsExactly("0500", "datagrams from 0");
    }

    @Test
    void anAddressOfTheSixthVersionIsConnected() {
        assertThat(talk(NOBODY, "05 01 00 05 01 00 04 fd000000000000000000000000000001 0050"))
                .containsExactly("0500", "address fd00:0:0:0:0:0:0:1 80");
    }

    @Test
    void theRightUserAndPasswordAreLetIn() {
        assertThat(talk(ME, "05 02 00 02 01 02" + hex("me") + "06" + hex("secret") + "05 01 00 01 0a000001 0050"))
                .containsExactly("0502", "0100", "address 10.0.0.1 80");
    }

    @ParameterizedTest
    @CsvSource({"me,Secret", "you,secret", "me,secret1", "'',''"})
    void aWrongLoginIsTurnedAway(String user, String password) {
        String login = "01" + length(user) + hex(user) + length(password) + hex(password);
        assertThat(talk(ME, "05 01 02" + login)).containsExactly("0502", "NOT_LOGGED_IN 0101");
    }

    private static String length(String text) {
        return HexFormat.of().toHexDigits((byte) text.length());
    }

    @Test
    void whoDoesNotOfferTheMethodIsTurnedAway() {
        assertThat(talk(ME, "05 01 00")).containsExactly("NOT_LOGGED_IN 05ff");
        assertThat(talk(NOBODY, "05 01 02")).containsExactly("NOT_LOGGED_IN 05ff");
        assertThat(talk(NOBODY, "05 00")).containsExactly("NOT_LOGGED_IN 05ff");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                // BIND, an unknown command
                "05 02 00 01 0a000001 0050|UNSUPPORTED 05070001000000000000",
                "05 09 00 01 0a000001 0050|UNSUPPORTED 05070001000000000000",
                // an unknown type of address
                "05 01 00 02 0a000001 0050|UNSUPPORTED 05080001000000000000",
                // port 0, an empty name, a name with a space, another version
                "05 01 00 01 0a000001 0000|MALFORMED 05010001000000000000",
                "05 01 00 03 00 0050|MALFORMED 05010001000000000000",
                "05 01 00 03 03 612062 0050|MALFORMED 05010001000000000000",
                "04 01 00 01 0a000001 0050|MALFORMED 05010001000000000000"
            },
            delimiter = '|')
    void otherRequestsAreAnswered(String request, String outcome) {
        assertThat(talk(NOBODY, "05 01 00" + request)).containsExactly("0500", outcome);
    }

    @Test
    void otherProtocolsAreClosedWithoutAWord() {
        assertThat(talk(NOBODY, hex("GET / HTTP/1.1"))).containsExactly("MALFORMED ");
        assertThat(talk(NOBODY, "04 01 0050 0a000001 00")).containsExactly("MALFORMED ");
    }

    @Test
    void theLongestMessagesAreTaken() {
        String long255 = "x".repeat(255);
        Optional<SocksCredentials> longest = Optional.of(new SocksCredentials(long255, long255));
        String methods = "05ff" + "02".repeat(255);
        String login = "01ff" + hex(long255) + "ff" + hex(long255);
        String request = "05010003ff" + hex(long255) + "0019";
        assertThat(talk(longest, methods + login + request)).containsExactly("0502", "0100", "name " + long255 + " 25");
    }

    @Test
    void whateverComesTheOutcomeDoesNotDependOnThePieces() {
        Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            ByteArrayOutputStream input = new ByteArrayOutputStream();
            input.writeBytes(HexFormat.of().parseHex(i % 3 == 0 ? "" : i % 3 == 1 ? "050102" : "05010201026d6506"));
            input.writeBytes(hexOf(i % 3 == 2 ? "secret" : ""));
            IntStream.range(0, random.nextInt(60))
                    .map(n -> random.nextInt(6) == 0 ? random.nextInt(256) : random.nextInt(8))
                    .forEach(input::write);
            byte[] bytes = input.toByteArray();
            assertThat(talk(ME, bytes, 1)).isEqualTo(talk(ME, bytes, Math.max(1, bytes.length)));
        }
    }

    private static byte[] hexOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
