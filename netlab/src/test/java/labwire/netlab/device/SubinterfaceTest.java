package labwire.netlab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.channel.NameSource;
import labwire.netlab.link.Cable;
import labwire.netlab.link.LinkSettings;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.stack.IpCounter;
import labwire.netlab.stack.TaggedLink;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.wire.ArpPacket;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.MacAddress;
import labwire.netlab.wire.VlanTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A router on a stick: one port, an interface for each VLAN. */
class SubinterfaceTest {
    private static final MacAddress STATION = new MacAddress(0x0200_0000_0001L);

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T00:00:00Z"));
    private final RandomStreams random = new RandomStreams(1);
    private final Router router = new Router(time.loop(), "R1", random, NameSource.NONE);
    private final List<EthernetFrame> received = new ArrayList<>();
    private final Port trunk = new Port(time.loop().clock(), "S", "eth0", STATION);

    @BeforeEach
    void cable() {
        trunk.listen(new PortListener() {
            @Override
            public void frameReceived(Port port, EthernetFrame frame) {
                if (frame.payload() instanceof ArpPacket) {
                    received.add(frame);
                }
            }

            @Override
            public void linkChanged(Port port, boolean up) {}
        });
        Cable.connect(time.loop(), trunk, router.port("Gi0/0").orElseThrow(), LinkSettings.PLAIN, random.stream("c"));
        router.interfaceNamed(InterfaceName.gigabitEthernet(0, 0)).orElseThrow().setEnabled(true);
    }

    @AfterEach
    void close() {
        time.close();
    }

    private Subinterface part(int number, int vlan, boolean untagged, String address) {
        Subinterface made =
                (Subinterface) router.configurable(new InterfaceName(InterfaceType.GIGABIT_ETHERNET, 0, 0, number))
                        .orElseThrow();
        assertThat(made.link().assign(vlan, untagged)).isTrue();
        made.ip().orElseThrow().addAddress(Ipv4Address.parse(address), 24);
        return made;
    }

    private List<VlanTag> answerTo(List<VlanTag> tags, String target) {
        time.runFor(Duration.ofSeconds(1));
        received.clear();
        ArpPacket request = new ArpPacket(
                ArpPacket.Operation.REQUEST,
                STATION,
                Ipv4Address.parse(target.replaceFirst("[0-9]+$", "9")),
                ArpPacket.UNKNOWN_MAC,
                Ipv4Address.parse(target));
        trunk.send(new EthernetFrame(MacAddress.BROADCAST, STATION, tags, request));
        time.runFor(Duration.ofSeconds(1));
        assertThat(received).hasSizeLessThan(2);
        return received.isEmpty() ? List.of(VlanTag.of(4094)) : received.get(0).tags();
    }

    @Test
    void eachVlanReachesItsOwnSubinterface() {
        part(10, 10, false, "10.0.10.1");
        part(20, 20, true, "10.0.20.1");

        assertThat(answerTo(List.of(VlanTag.of(10)), "10.0.10.1")).containsExactly(VlanTag.of(10));
        assertThat(answerTo(List.of(), "10.0.20.1")).isEmpty();
        assertThat(answerTo(List.of(VlanTag.of(30)), "10.0.10.1")).containsExactly(VlanTag.of(4094));
        assertThat(router.stack().counters().get(IpCounter.FRAME_TAGGED)).isEqualTo(1);
    }

    @Test
    void aVlanBelongsToOneSubinterface() {
        Subinterface first = part(10, 10, false, "10.0.10.1");
        Subinterface second = part(11, 11, true, "10.0.11.1");

        assertThat(second.link().assign(10, false)).isFalse();
        assertThat(first.link().assign(10, true)).isFalse();
        assertThat(second.link().assign(TaggedLink.UNASSIGNED, false)).isTrue();
        assertThat(first.link().assign(10, true)).isTrue();
    }

    @Test
    void aRemovedSubinterfaceIsSilentAndItsVlanFree() {
        Subinterface first = part(10, 10, false, "10.0.10.1");
        assertThat(router.removeConfigurable(first)).isTrue();

        assertThat(answerTo(List.of(VlanTag.of(10)), "10.0.10.1")).containsExactly(VlanTag.of(4094));
        part(77, 10, false, "10.0.10.1");
        assertThat(answerTo(List.of(VlanTag.of(10)), "10.0.10.1")).containsExactly(VlanTag.of(10));
    }

    @Test
    void itGoesDownWithItsPort() {
        Subinterface made = part(10, 10, false, "10.0.10.1");
        assertThat(made.ip().orElseThrow().isUp()).isTrue();

        made.whole().setEnabled(false);

        assertThat(made.isUp()).isFalse();
        assertThat(router.stack().routes().lookup(Ipv4Address.parse("10.0.10.9")))
                .isEmpty();
        assertThat(router.log().buffer())
                .last()
                .asString()
                .contains("%LINK-5-CHANGED: Interface GigabitEthernet0/0, changed state to administratively down");
    }

    @Test
    void loopbacksHaveABound() {
        for (int i = 0; i < IosDevice.MAX_LOOPBACKS; i++) {
            assertThat(router.configurable(InterfaceName.loopback(i))).isPresent();
        }
        assertThat(router.configurable(InterfaceName.loopback(9999))).isEmpty();
        assertThat(router.configurable(InterfaceName.gigabitEthernet(0, 9))).isEmpty();
    }
}
