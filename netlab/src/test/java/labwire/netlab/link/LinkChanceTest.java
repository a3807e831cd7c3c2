package labwire.netlab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.UdpDatagram;
import org.junit.jupiter.api.Test;

/** What a cable does by chance, over so many frames that the chances show. */
class LinkChanceTest {
    private static final int FRAMES = 20_000;
    private static final long DELAY = 10_000_000;
    private static final long JITTER = 1_000_000;

    private final TwoPorts two = new TwoPorts(7);
    private final List<EthernetFrame> arrived = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();

    /** Sends frames so far apart that none waits for another. */
    private void sendApart(LinkSettings settings) {
        sendApart(settings, LinkChanceTest::frame);
    }

    private void sendApart(LinkSettings settings, IntFunction<EthernetFrame> frames) {
        two.connect(settings);
        two.b.listen(new PortListener() {
            @Override
            public void frameReceived(Port port, EthernetFrame frame) {
                arrived.add(frame);
                delays.add(two.time.loop().now() % (2 * DELAY));
            }

            @Override
            public void linkChanged(Port port, boolean up) {}
        });
        for (int i = 0; i < FRAMES; i++) {
            two.a.send(frames.apply(i));
            two.time.runFor(Duration.ofNanos(2 * DELAY));
        }
        TwoPorts.assertNothingUnaccountedFor(two.a, two.b);
    }

    private static EthernetFrame frame(int number) {
        Bytes payload = Bytes.wrap(new byte[100]);
        UdpDatagram datagram = new UdpDatagram(number & 0xFFFF, 9, payload);
        return new EthernetFrame(
                new MacAddress(2),
                new MacAddress(1),
                new Ipv4Packet(new Ipv4Address(0x0A000001), new Ipv4Address(0x0A000002), number & 0xFFFF, datagram));
    }

    private double mean() {
        return delays.stream().mapToLong(delay -> delay).average().orElseThrow();
    }

    private double deviation() {
        double mean = mean();
        return Math.sqrt(delays.stream()
                .mapToDouble(delay -> (delay - mean) * (delay - mean))
                .average()
                .orElseThrow());
    }

    @Test
    void uniformJitterIsAddedEvenly() {
        sendApart(LinkSettings.PLAIN.withDelay(DELAY).withJitter(JITTER));
        assertThat(delays).hasSize(FRAMES).allMatch(delay -> delay >= DELAY && delay <= DELAY + JITTER);
        assertThat(mean()).isCloseTo(DELAY + JITTER / 2.0, within(JITTER / 100.0));
        assertThat(deviation()).isCloseTo(JITTER / Math.sqrt(12), within(JITTER / 100.0));
    }

    @Test
    void normalJitterSpreadsAroundTheDelay() {
        sendApart(LinkSettings.PLAIN.withDelay(DELAY).withJitter(new Jitter(JITTER, Jitter.Shape.NORMAL)));
        assertThat(mean()).isCloseTo(DELAY, within(JITTER / 50.0));
        assertThat(deviation()).isCloseTo(JITTER, within(JITTER / 50.0));
        long withinOne = delays.stream()
                .filter(delay -> Math.abs(delay - DELAY) < JITTER)
                .count();
        assertThat(withinOne / (double) FRAMES).isCloseTo(0.683, within(0.01));
    }

    @Test
    void normalJitterNeverComesBeforeACablesShortestDelay() {
        sendApart(LinkSettings.PLAIN.withJitter(new Jitter(JITTER, Jitter.Shape.NORMAL)));
        assertThat(delays).hasSize(FRAMES).allMatch(delay -> delay >= LinkSettings.MIN_DELAY_NANOS);
    }

    @Test
    void gilbertAndElliottsLossComesInBursts() {
        sendApart(LinkSettings.PLAIN.withLoss(new LossModel.GilbertElliott(0.02, 0.25, 1, 0)));
        double lost = FRAMES - arrived.size();
        assertThat(lost / FRAMES).isCloseTo(0.02 / (0.02 + 0.25), within(0.01));
        int bursts = 0;
        int expected = 0;
        for (EthernetFrame frame : arrived) {
            int number = number(frame);
            bursts += number == expected ? 0 : 1;
            expected = number + 1;
        }
        assertThat(lost / bursts).isCloseTo(1 / 0.25, within(0.4));
    }

    @Test
    void theGoodStateMayLoseTooAndTheBadOneSpare() {
        sendApart(LinkSettings.PLAIN.withLoss(new LossModel.GilbertElliott(0.5, 0.5, 0.6, 0.2)));
        assertThat(arrived.size() / (double) FRAMES).isCloseTo(1 - (0.6 + 0.2) / 2, within(0.01));
    }

    @Test
    void duplicatesArriveTwiceAndAreCounted() {
        sendApart(LinkSettings.PLAIN.withDuplicate(0.1));
        assertThat(two.a.counters().duplicates() / (double) FRAMES).isCloseTo(0.1, within(0.01));
        assertThat(arrived).hasSize(FRAMES + (int) two.a.counters().duplicates());
    }

    @Test
    void aFlippedBitShowsAsAWrongChecksumOrLeavesNoFrame() {
        sendApart(LinkSettings.PLAIN.withCorrupt(0.25));
        long wrong = arrived.stream().filter(LinkChanceTest::isDamaged).count();
        long unreadable = two.a.counters().drops(DropReason.CORRUPT);
        assertThat(two.b.counters().inputErrors(InputError.CRC)).isEqualTo(unreadable);
        // 142 bytes: 14 of Ethernet, whose check sequence finds it, 20 of IP, whose header's checksum does, 108 of UDP.
        assertThat(wrong / (0.25 * FRAMES)).isCloseTo(108 / 142.0, within(0.03));
        assertThat(unreadable / (0.25 * FRAMES)).isCloseTo(34 / 142.0, within(0.03));
        assertThat(arrived).hasSize(FRAMES - (int) unreadable).allMatch(LinkChanceTest::isAsSentOrDamaged);
    }

    private static boolean isAsSentOrDamaged(EthernetFrame frame) {
        boolean addressed = frame.destination().equals(new MacAddress(2))
                && frame.source().equals(new MacAddress(1))
                && frame.payload() instanceof Ipv4Packet;
        return addressed && (isDamaged(frame) || frame.equals(frame(number(frame))));
    }

    private static int number(EthernetFrame frame) {
        return ((UdpDatagram) ((Ipv4Packet) frame.payload()).payload()).sourcePort();
    }

    @Test
    void whatHasNoChecksumOfItsOwnIsDroppedRatherThanBelieved() {
        ArpPacket reply = new ArpPacket(
                ArpPacket.Operation.REPLY,
                new MacAddress(1),
                new Ipv4Address(0x0A000001),
                new MacAddress(2),
                new Ipv4Address(0x0A000002));
        EthernetFrame frame = new EthernetFrame(new MacAddress(2), new MacAddress(1), reply);
        sendApart(LinkSettings.PLAIN.withCorrupt(0.25), number -> frame);
        long dropped = two.a.counters().drops(DropReason.CORRUPT);
        assertThat(dropped / (double) FRAMES).isCloseTo(0.25, within(0.01));
        assertThat(arrived).hasSize(FRAMES - (int) dropped).allMatch(frame::equals);
    }

    private static boolean isDamaged(EthernetFrame frame) {
        return frame.payload() instanceof Ipv4Packet packet
                && packet.payload() instanceof UdpDatagram datagram
                && !datagram.checksumValid();
    }

    @Test
    void theSameSeedDoesTheSame() {
        LinkSettings settings = LinkSettings.PLAIN
                .withDelay(DELAY)
                .withJitter(new Jitter(JITTER, Jitter.Shape.NORMAL))
                .withLoss(new LossModel.GilbertElliott(0.1, 0.5, 1, 0))
                .withCorrupt(0.1)
                .withDuplicate(0.1);
        sendApart(settings);
        LinkChanceTest again = new LinkChanceTest();
        again.sendApart(settings);
        assertThat(again.delays).isEqualTo(delays);
        assertThat(again.arrived).isEqualTo(arrived);
    }
}
