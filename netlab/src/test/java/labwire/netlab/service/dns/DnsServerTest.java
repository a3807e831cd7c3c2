package labwire.netlab.service.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import labwire.netlab.device.Host;
import labwire.netlab.device.Router;
import labwire.netlab.stack.udp.UdpException;
import labwire.netlab.stack.udp.UdpSocket;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv6Address;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A router with {@code ip dns server}, and a host that asks it octet by octet. */
@SuppressWarnings("NullAway.Init")
class DnsServerTest {
    private static final Ipv4Address ROUTER = Ipv4Address.parse("10.0.0.1");

    @TempDir
    Path folder;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T12:00:00Z"));
    private final List<Bytes> answers = new ArrayList<>();
    private Lab lab;
    private UdpSocket socket;

    @BeforeEach
    void start() throws IOException, UdpException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
                name: names
                topology:
                  nodes:
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        hostname R1
                        ip domain-name lab.test
                        ip host mail 10.0.0.25
                        ipv6 host mail 2001:db8::25
                        ipv6 host six 2001:db8::6
                        ip host lab.test mx 10 mail.lab.test
                        ip dns server
                        interface Gi0/0
                         ip address 10.0.0.1 255.255.255.0
                         ipv6 address 2001:db8::1/64
                         no shutdown
                    pc:
                      kind: linux
                      exec: [ip address add 10.0.0.2/24 dev eth1, ip address add 2001:db8::2/64 dev eth1]
                  links:
                    - endpoints: ["R1:Gi0/0", "pc:eth1"]
                """);
        lab = Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
        Host pc = lab.host("pc").orElseThrow();
        socket =
                pc.stack().udp().bind(Ipv6Address.ANY, 0, (source, port, destination, payload) -> answers.add(payload));
        time.runFor(Duration.ofSeconds(3));
    }

    private String ask(int type, String name) {
        return ask(ROUTER, type, name);
    }

    private String ask(IpAddress server, int type, String name) {
        StringBuilder query = new StringBuilder("1234 0100 0001 0000 0000 0000 ".replace(" ", ""));
        for (String label : name.split("\\.", -1)) {
            query.append("%02x".formatted(label.length()))
                    .append(HexFormat.of().formatHex(label.getBytes(StandardCharsets.US_ASCII)));
        }
        query.append("00%04x0001".formatted(type));
        answers.clear();
        socket.send(server, DnsServer.PORT, Bytes.wrap(HexFormat.of().parseHex(query)));
        assertThat(time.runUntil(() -> !answers.isEmpty(), Duration.ofSeconds(5)))
                .as("an answer about %s", name)
                .isTrue();
        return HexFormat.of().formatHex(answers.get(0).toByteArray());
    }

    @Test
    void knowsAHostByItsShortNameAndItsFullOne() {
        // Flags: an answer, with authority, no error; one record: type A, class IN, 10 s, 10.0.0.25.
        String record = "000100010000000a00040a000019";
        assertThat(ask(1, "mail")).startsWith("1234850000010001").endsWith(record);
        assertThat(ask(1, "mail.lab.test")).startsWith("1234850000010001").endsWith(record);
    }

    @Test
    void knowsWhoTakesADomainsMail() {
        String mailLabTest = "046d61696c036c6162047465737400";
        assertThat(ask(15, "lab.test"))
                .startsWith("1234850000010001")
                .endsWith("000f00010000000a0011000a" + mailLabTest);
    }

    @Test
    void knowsTheNameOfAnAddress() {
        assertThat(ask(12, "25.0.0.10.in-addr.arpa"))
                .startsWith("1234850000010001")
                .endsWith("046d61696c036c6162047465737400");
    }

    @Test
    void knowsAddressesOfIpv6AndTheNamesOfThose() {
        String six = "001c00010000000a0010" + "20010db8000000000000000000000025";
        assertThat(ask(28, "mail.lab.test")).startsWith("1234850000010001").endsWith(six);
        assertThat(ask(255, "mail"))
                .startsWith("1234850000010002")
                .contains("000100010000000a00040a000019")
                .endsWith(six);
        assertThat(ask(12, "5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6.arpa"))
                .startsWith("1234850000010001")
                .endsWith("046d61696c036c6162047465737400");
        assertThat(ask(12, "5.2.0.0.8.b.d.0.1.0.0.2.ip6.arpa")).startsWith("12348503");
    }

    @Test
    void isAskedByIpv6AndAnswersFromTheAddressThatWasAsked() {
        assertThat(ask(Ipv6Address.parse("2001:db8::1"), 28, "six"))
                .startsWith("1234850000010001")
                .endsWith("20010db8000000000000000000000006");
    }

    @Test
    void aNameThatIsNotKnownDoesNotExistAndOneOfAnotherKindHasNoAnswer() {
        assertThat(ask(1, "nobody.lab.test")).startsWith("1234850300010000");
        assertThat(ask(28, "lab.test")).startsWith("1234850000010000");
        assertThat(ask(1, "six.lab.test")).startsWith("1234850000010000");
    }

    @Test
    void whatIsNoQuestionIsCountedAndDropped() {
        DnsServer server = ((Router) lab.device("R1").orElseThrow()).dns();
        for (int length = 0; length < 40; length++) {
            byte[] octets = new byte[length];
            Arrays.fill(octets, (byte) 0xC0);
            socket.send(ROUTER, DnsServer.PORT, Bytes.wrap(octets));
        }
        time.runFor(Duration.ofSeconds(1));
        assertThat(server.malformed()).isPositive();
        assertThat(ask(1, "mail")).startsWith("12348500");
    }
}
