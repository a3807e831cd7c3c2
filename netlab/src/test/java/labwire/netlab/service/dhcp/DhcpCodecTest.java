package labwire.netlab.service.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DhcpCodecTest {
    private static final int ROUNDS = 200_000;
    private static final int SOAK_ROUNDS = 50_000_000;

    private static DhcpMessage sample() {
        return DhcpMessage.request(
                        DhcpMessageType.REQUEST,
                        0x1234_5678,
                        3,
                        new MacAddress(0x0200_0000_0001L),
                        Map.of(
                                DhcpOption.HOST_NAME, DhcpMessage.ofText("pc1"),
                                DhcpOption.ROUTERS,
                                        DhcpMessage.ofAddresses(
                                                List.of(Ipv4Address.parse("10.0.0.1"), Ipv4Address.parse("10.0.0.2")))))
                .withBoot(Ipv4Address.parse("10.0.0.3"), "boot/file");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        assertThat(DhcpCodec.decode(DhcpCodec.encode(sample()))).contains(sample());
    }

    @Test
    void anOptionOfMoreThan255OctetsIsCutAndJoinedAgain() {
        DhcpMessage message = DhcpMessage.request(
                DhcpMessageType.DISCOVER,
                1,
                0,
                new MacAddress(1),
                Map.of(DhcpOption.DOMAIN_NAME, DhcpMessage.ofText("x".repeat(600))));
        assertThat(DhcpCodec.decode(DhcpCodec.encode(message))).contains(message);
    }

    @Test
    void optionsMayGoOnInTheFieldForTheFile() {
        byte[] bytes = DhcpCodec.encode(sample().withBoot(Ipv4Address.ANY, "")).toByteArray();
        byte[] longer = new byte[400];
        System.arraycopy(bytes, 0, longer, 0, 240);
        // Option 52 says that the file's field holds options, and there is option 12.
        byte[] overload = {(byte) DhcpOption.MESSAGE_TYPE, 1, 1, (byte) DhcpOption.OVERLOAD, 1, 1, (byte) 255};
        System.arraycopy(overload, 0, longer, 240, overload.length);
        byte[] inFile = {(byte) DhcpOption.HOST_NAME, 2, 'p', 'c', (byte) 255};
        System.arraycopy(inFile, 0, longer, 108, inFile.length);
        Optional<DhcpMessage> read = DhcpCodec.decode(Bytes.wrap(longer));
        assertThat(read.orElseThrow().text(DhcpOption.HOST_NAME)).contains("pc");
        assertThat(read.orElseThrow().bootFile()).isEmpty();
    }

    @Test
    void whatIsNoMessageIsNone() {
        Bytes whole = DhcpCodec.encode(sample());
        assertThat(DhcpCodec.decode(whole.slice(0, 239))).isEmpty();
        assertThat(DhcpCodec.decode(whole.slice(0, 244)))
                .as("an option cut short")
                .isEmpty();
        assertThat(DhcpCodec.decode(Bytes.EMPTY)).isEmpty();
        byte[] noCookie = whole.toByteArray();
        noCookie[236] = 0;
        assertThat(DhcpCodec.decode(Bytes.wrap(noCookie))).isEmpty();
    }

    @Test
    void nothingThrows() {
        assertNothingThrows(new SplittableRandom(20_261_122), ROUNDS);
    }

    @Test
    @Tag("soak")
    void nothingThrowsForLong() {
        assertNothingThrows(new SplittableRandom(1), SOAK_ROUNDS);
    }

    private static void assertNothingThrows(SplittableRandom random, int rounds) {
        byte[] original = DhcpCodec.encode(sample()).toByteArray();
        int messages = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = original.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                mutant[random.nextInt(240, mutant.length)] = (byte) random.nextInt();
            }
            Optional<DhcpMessage> read =
                    DhcpCodec.decode(Bytes.wrap(mutant, 0, random.nextInt(200, mutant.length + 1)));
            if (read.isPresent()) {
                messages++;
                DhcpMessage message = read.get();
                message.type();
                message.clientKey();
                message.addresses(DhcpOption.ROUTERS);
                message.number(DhcpOption.LEASE_SECONDS);
                message.text(DhcpOption.DOMAIN_NAME);
                // A relay agent writes again what it has read.
                assertThat(DhcpCodec.decode(DhcpCodec.encode(message))).isPresent();
            }
        }
        assertThat(messages).isGreaterThan(rounds / 20).isLessThan(rounds);
    }
}
