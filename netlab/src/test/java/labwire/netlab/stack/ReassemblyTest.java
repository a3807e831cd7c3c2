package labwire.netlab.stack;

import static labwire.netlab.stack.StackLab.ip;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.UdpDatagram;
import labwire.netlab.wire.UnknownIpPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReassemblyTest {
    private final StackLab lab = new StackLab();
    private final IpCounters counters = new IpCounters();
    private final List<Ipv4Packet> timedOut = new ArrayList<>();
    private final Reassembly reassembly = new Reassembly(lab.loop, counters, timedOut::add);

    @AfterEach
    void close() {
        lab.close();
    }

    private static Ipv4Packet packet(int identification, int length, byte[] options) {
        byte[] data = new byte[length];
        new Random(identification).nextBytes(data);
        return new Ipv4Packet(
                0,
                identification,
                false,
                false,
                0,
                64,
                ip("10.0.0.1"),
                ip("10.0.0.2"),
                Bytes.wrap(options),
                new UdpDatagram(1, 2, Bytes.wrap(data)));
    }

    private static List<Ipv4Packet> fragments(Ipv4Packet packet, int mtu) {
        List<Ipv4Packet> fragments = new ArrayList<>();
        Fragmentation.fragment(packet, mtu, fragments::add);
        return fragments;
    }

    private static Ipv4Packet piece(int offset, int length, boolean more) {
        return new Ipv4Packet(
                0,
                9,
                false,
                more,
                offset / 8,
                64,
                ip("10.0.0.1"),
                ip("10.0.0.2"),
                Bytes.EMPTY,
                new UnknownIpPayload(17, Bytes.wrap(new byte[length])));
    }

    @Test
    void fragmentsInAnyOrderGiveThePacketAgain() {
        byte[] copiedAndNot = {(byte) 0x82, 4, 1, 2, 7, 4, 4, 0};
        for (int seed = 0; seed < 200; seed++) {
            Ipv4Packet packet = packet(seed, 1 + seed * 37, copiedAndNot);
            List<Ipv4Packet> fragments = fragments(packet, 68 + seed * 3);
            assertThat(fragments).allMatch(fragment -> fragment.length() <= 68 + fragment.identification() * 3);
            assertThat(fragments.subList(1, fragments.size()))
                    .allMatch(later -> later.options().length() == 4);
            Collections.shuffle(fragments, new Random(seed));
            List<Ipv4Packet> whole = new ArrayList<>();
            for (Ipv4Packet fragment : fragments) {
                reassembly.add(fragment).ifPresent(whole::add);
            }
            assertThat(whole).containsExactly(packet);
        }
        assertThat(counters.get(IpCounter.REASSEMBLED)).isEqualTo(200);
    }

    @Test
    void aFragmentOfAFragmentFitsToo() {
        Ipv4Packet packet = packet(1, 5000, new byte[0]);
        Optional<Ipv4Packet> whole = Optional.empty();
        for (Ipv4Packet large : fragments(packet, 1500)) {
            for (Ipv4Packet small : fragments(large, 576)) {
                whole = reassembly.add(small);
            }
        }

        assertThat(whole).contains(packet);
    }

    @Test
    void duplicatesAreHarmless() {
        Ipv4Packet packet = packet(1, 3000, new byte[0]);
        List<Ipv4Packet> fragments = fragments(packet, 1500);
        assertThat(reassembly.add(fragments.get(0))).isEmpty();
        assertThat(reassembly.add(fragments.get(0))).isEmpty();
        assertThat(reassembly.add(fragments.get(2))).isEmpty();
        assertThat(reassembly.add(fragments.get(2))).isEmpty();
        assertThat(reassembly.add(fragments.get(1))).contains(packet);
    }

    /** Taken for the last one, it would make the packet as long as what has come, though that lies elsewhere. */
    @Test
    void aPieceThatComesAgainAsTheLastOneDropsTheWholePacket() {
        for (int offset : new int[] {0, 16, 32}) {
            assertThat(reassembly.add(piece(offset, 8, true))).isEmpty();
        }
        assertThat(reassembly.add(piece(16, 8, false))).isEmpty();
        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(1);
    }

    @Test
    void overlapsAndContradictionsDropTheWholePacket() {
        assertThat(reassembly.add(piece(0, 16, true))).isEmpty();
        assertThat(reassembly.add(piece(8, 16, true))).isEmpty();
        assertThat(reassembly.add(piece(0, 24, true))).isEmpty();
        assertThat(reassembly.add(piece(8, 8, false))).isEmpty();
        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(2);

        assertThat(reassembly.add(piece(0, 7, true))).isEmpty();
        assertThat(reassembly.add(piece(65_528, 100, false))).isEmpty();
        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(4);

        reassembly.add(piece(16, 8, false));
        reassembly.add(piece(24, 8, false));
        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(5);
    }

    @Test
    void whatDoesNotComeInTimeIsReportedIfItsFirstFragmentCame() {
        List<Ipv4Packet> first = fragments(packet(1, 3000, new byte[0]), 1500);
        List<Ipv4Packet> second = fragments(packet(2, 3000, new byte[0]), 1500);
        reassembly.add(first.get(0));
        lab.run(Duration.ofSeconds(10));
        reassembly.add(second.get(1));
        lab.run(Duration.ofSeconds(25));
        assertThat(timedOut).containsExactly(first.get(0));
        lab.run(Duration.ofSeconds(10));

        assertThat(timedOut).hasSize(1);
        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(2);
    }

    @Test
    void aFloodOfFirstFragmentsIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            reassembly.add(fragments(packet(i, 3000, new byte[0]), 1500).get(0));
        }

        assertThat(counters.get(IpCounter.REASSEMBLY_FAILED)).isEqualTo(10_000 - Reassembly.MAX_PACKETS);
    }
}
