package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.link.Port;
import labwire.netlab.stack.StackLab.Row;
import labwire.netlab.stack.StackLab.Station;
import labwire.netlab.stack.icmp.PingSettings;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.IcmpMessage;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Options;
import labwire.netlab.wire.Ipv4Packet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hosts and routers do with options, each test named after what an RFC asks. */
class Ipv4OptionsTest {
    /** The first octet of what follows an error's checksum. */
    private static final int POINTER_SHIFT = 24;

    private final StackLab lab = new StackLab();

    @AfterEach
    void close() {
        lab.close();
    }

    /** The options that an answer to a ping from A to B, two routers on, comes with. */
    private Bytes answered(Bytes options) {
        Row row = lab.row();
        List<Bytes> answered = new ArrayList<>();
        StackLab.PingLog log = new StackLab.PingLog() {
            @Override
            public void options(int sequence, Bytes came) {
                answered.add(came);
            }
        };
        row.a().icmp().ping(ip("10.0.3.2"), PingSettings.DEFAULT.withCount(1).withOptions(options), log);
        assertThat(lab.time.runUntil(() -> log.finished, Duration.ofMinutes(1))).isTrue();
        assertThat(log.lines).containsExactly("1: 56 B from 10.0.3.2 ttl 62");
        assertThat(answered).hasSize(1);
        return answered.get(0);
    }

    @Test
    void rfc1122Section3226TheRecordedRouteIsThatOfTheWholeRoundTrip() {
        assertThat(Ipv4Options.recordedRoute(answered(Ipv4Options.recordRoute(9))))
                .extracting(Ipv4Address::toString)
                .containsExactly("10.0.1.2", "10.0.2.1", "10.0.3.1", "10.0.3.2", "10.0.2.2", "10.0.1.1");
    }

    @Test
    void rfc1812Section53135ARecordedRouteThatIsFullStaysAsItIs() {
        assertThat(Ipv4Options.recordedRoute(answered(Ipv4Options.recordRoute(2))))
                .extracting(Ipv4Address::toString)
                .containsExactly("10.0.1.2", "10.0.2.1");
    }

    @Test
    void rfc1812Section53136TimesAreOfTheDayAndStationsWithoutRoomAreCounted() {
        lab.run(Duration.ofSeconds(5));
        // Room for two addresses with times.
        byte[] option = new byte[20];
        option[0] = 68;
        option[1] = 20;
        option[2] = 5;
        option[3] = 1;
        Bytes answered = answered(Bytes.wrap(option));

        assertThat(words(answered, 4))
                .startsWith(ip("10.0.1.2").value(), 5_000, ip("10.0.2.1").value());
        assertThat(words(answered, 4)[3]).isBetween(5_000, 5_001);
        assertThat(answered.get(3) & 0xFF).as("four had no room").isEqualTo(4 << 4 | 1);
    }

    @Test
    void rfc791Section31TimesOfAddressesAreWrittenByThoseThatHaveThem() {
        byte[] option = new byte[20];
        option[0] = 68;
        option[1] = 20;
        option[2] = 5;
        option[3] = 3;
        put(option, 4, "10.0.2.2");
        put(option, 12, "10.0.9.9");
        lab.run(Duration.ofSeconds(7));
        Bytes answered = answered(Bytes.wrap(option));

        assertThat(words(answered, 4)[1]).as("of R2").isBetween(7_000, 7_001);
        assertThat(words(answered, 4)[3]).as("of nobody").isZero();
        assertThat(answered.get(2)).as("where the next one is").isEqualTo((byte) 13);
    }

    private static void put(byte[] option, int at, String address) {
        int value = ip(address).value();
        for (int i = 0; i < 4; i++) {
            option[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }

    private static int[] words(Bytes bytes, int from) {
        int[] words = new int[(bytes.length() - from) / 4];
        for (int i = 0; i < words.length; i++) {
            for (int j = 0; j < 4; j++) {
                words[i] = words[i] << 8 | bytes.get(from + 4 * i + j) & 0xFF;
            }
        }
        return words;
    }

    /** What a router says about a packet that passes it, with these options; -1 for nothing. */
    private int pointerTo(int... options) {
        IpStack router = lab.router("R" + options.length + options[0]);
        NetworkInterface eth0 = lab.attach(router, "10.0.0.1/24");
        Port port = lab.port("station", "eth0");
        Station station = new Station(port);
        lab.join(StackLab.portOf(eth0), port);
        eth0.neighbors().addPermanent(ip("10.0.0.2"), port.mac());
        lab.run(Duration.ofMillis(1));
        station.received.clear();
        byte[] bytes = new byte[options.length + 3 & ~3];
        for (int i = 0; i < options.length; i++) {
            bytes[i] = (byte) options[i];
        }
        Ipv4Packet packet = new Ipv4Packet(
                        ip("10.0.0.2"), ip("10.0.0.1"), 1, new IcmpMessage(IcmpMessage.ECHO_REQUEST, 0, 1, Bytes.EMPTY))
                .withOptions(Bytes.wrap(bytes));
        station.port.send(new EthernetFrame(eth0.mac(), port.mac(), packet));
        lab.run(Duration.ofMillis(1));
        assertThat(station.received).hasSize(1);
        IcmpMessage answer = (IcmpMessage) ((Ipv4Packet) station.received.get(0).payload()).payload();
        assertThat(router.counters().get(IpCounter.WITH_OPTIONS)).isEqualTo(1);
        if (answer.type() == IcmpMessage.ECHO_REPLY) {
            return -1;
        }
        assertThat(answer.type()).isEqualTo(IcmpMessage.PARAMETER_PROBLEM);
        assertThat(router.counters().get(IpCounter.BAD_OPTIONS)).isEqualTo(1);
        assertThat(answer.body().length()).isGreaterThanOrEqualTo(Ipv4Packet.HEADER_LENGTH + bytes.length);
        return answer.rest() >>> POINTER_SHIFT;
    }

    @Test
    void rfc1122Section3225AParameterProblemPointsToTheOctetThatIsWrong() {
        assertThat(pointerTo(7, 7, 3, 0, 0, 0, 0))
                .as("a pointer into the option's head")
                .isEqualTo(22);
        assertThat(pointerTo(7, 2)).as("no room for a pointer").isEqualTo(21);
        assertThat(pointerTo(1, 7, 6, 4, 0, 0, 0))
                .as("room for half an address")
                .isEqualTo(23);
        assertThat(pointerTo(1, 1, 1, 94)).as("no length").isEqualTo(23);
        assertThat(pointerTo(94, 9, 0, 0)).as("a length beyond the header").isEqualTo(20);
        assertThat(pointerTo(68, 8, 5, 2, 0, 0, 0, 0))
                .as("an unknown kind of times")
                .isEqualTo(23);
        assertThat(pointerTo(68, 4, 5, 0xF0)).as("nobody else can be counted").isEqualTo(23);
        assertThat(pointerTo(7, 3, 4, 7, 3, 4)).as("a second route").isEqualTo(23);
    }

    @Test
    void rfc1122Section3218UnknownOptionsAreIgnored() {
        assertThat(pointerTo(94, 4, 0xAB, 0xCD)).isEqualTo(-1);
        assertThat(pointerTo(148, 4, 0, 0, 0, 99))
                .as("behind the end of the list")
                .isEqualTo(-1);
    }
}
