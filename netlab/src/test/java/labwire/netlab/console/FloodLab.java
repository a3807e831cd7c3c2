package labwire.netlab.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import labwire.netlab.link.Port;
import labwire.netlab.link.PortListener;
import labwire.netlab.stack.IpStack;
import labwire.netlab.stack.NetworkInterface;
import labwire.netlab.time.LabTimer;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import labwire.netlab.wire.EthernetFrame;
import labwire.netlab.wire.FramePayload;
import labwire.netlab.wire.IpPayload;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.MacAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server, a client and an attacker on a switch, a router before them. The attacker floods; meanwhile the client pings
 * the server.
 */
abstract class FloodLab {
    private static final int FRAMES_A_MILLISECOND = 50;
    private static final long MILLISECOND = 1_000_000;
    static final String SERVER = "10.0.0.1";

    @TempDir
    Path folder;

    final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T10:00:00Z"));
    final SplittableRandom random = new SplittableRandom(1);
    Lab lab;
    IpStack server;
    MacAddress serverMac;
    Port attacker;
    private final int[] left = {0};

    @BeforeEach
    void cable() throws IOException {
        lab = Lab.build(
                LabFileLoader.load(Files.writeString(folder.resolve("lab.yaml"), """
                name: floods
                topology:
                  nodes:
                    SW1:
                      kind: cisco_vios
                      type: switch
                      startup-config: |
                        interface range gi0/0 - 3
                         spanning-tree portfast
                    R1:
                      kind: cisco_vios
                      startup-config: |
                        ip dhcp pool lan
                         network 10.0.0.0 255.255.255.0
                        ip dhcp excluded-address 10.0.0.1 10.0.0.99
                        ip dhcp excluded-address 10.0.0.254
                        ip dns server
                        access-list 1 permit any
                        ip nat inside source list 1 interface Gi0/1 overload
                        ip nat translation max-entries 1000
                        interface Gi0/0
                         ip address 10.0.0.254 255.255.255.0
                         ip nat inside
                         no shutdown
                        interface Gi0/1
                         ip address 192.0.2.1 255.255.255.0
                         ip nat outside
                         no shutdown
                    server:
                      kind: linux
                      exec:
                        - ip address add 10.0.0.1/24 dev eth1
                        - ip route add default via 10.0.0.254
                    client:
                      kind: linux
                      exec:
                        - ip address add 10.0.0.2/24 dev eth1
                        - ip route add default via 10.0.0.254
                    attacker:
                      kind: linux
                    outside:
                      kind: linux
                      exec:
                        - ip address add 192.0.2.2/24 dev eth1
                  links:
                    - endpoints: ["SW1:Gi0/0", "R1:Gi0/0"]
                    - endpoints: ["SW1:Gi0/1", "server:eth1"]
                    - endpoints: ["SW1:Gi0/2", "client:eth1"]
                    - endpoints: ["SW1:Gi0/3", "attacker:eth1"]
                    - endpoints: ["R1:Gi0/1", "outside:eth1"]
                """)),
                time.loop(),
                new RandomStreams(1));
        server = lab.host("server").orElseThrow().stack();
        serverMac = lab.port("server:eth1").orElseThrow().mac();
        attacker = lab.port("attacker:eth1").orElseThrow();
        attacker.listen(new PortListener() {
            @Override
            public void frameReceived(Port on, EthernetFrame frame) {}

            @Override
            public void linkChanged(Port on, boolean up) {}
        });
        assertOthersWork();
    }

    @AfterEach
    void close() {
        lab.close();
        time.close();
    }

    String type(String node, String... lines) {
        ConsoleSession session = lab.console(lab.device(node).orElseThrow());
        String last = "";
        for (String line : lines) {
            last = Transcript.run(time, session, line);
        }
        return last;
    }

    void assertOthersWork() {
        assertThat(type("client", "ping -c 3 " + SERVER)).contains(" 0% packet loss");
    }

    /** What stands before or after a counter's words, as a number. */
    long counter(String node, String command, String pattern) {
        String shown = type(node, command);
        Matcher matcher = Pattern.compile(pattern).matcher(shown);
        assertThat(matcher.find()).as("%s in%n%s", pattern, shown).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** Sends the frames, {@value #FRAMES_A_MILLISECOND} a millisecond, while the client pings the server. */
    void flood(int frames, IntFunction<EthernetFrame> frame) {
        left[0] = frames;
        LabTimer[] timer = new LabTimer[1];
        timer[0] = time.loop().newTimer(() -> {
            for (int i = 0; i < FRAMES_A_MILLISECOND && left[0] > 0; i++) {
                attacker.send(frame.apply(frames - left[0]--));
            }
            if (left[0] > 0) {
                timer[0].arm(time.loop().now() + MILLISECOND);
            }
        });
        timer[0].arm(time.loop().now());
        assertOthersWork();
        assertThat(time.runUntil(() -> left[0] == 0, Duration.ofMinutes(1))).isTrue();
        time.runFor(Duration.ofMillis(10));
    }

    EthernetFrame toServer(FramePayload payload) {
        return new EthernetFrame(serverMac, attacker.mac(), payload);
    }

    static Ipv4Address neighbor(int number) {
        return new Ipv4Address(0x0A00_0000 | 3 + number % 250);
    }

    Ipv4Address stranger() {
        return new Ipv4Address(0xC633_0000 | random.nextInt(1 << 16));
    }

    static Ipv4Packet packet(Ipv4Address from, String to, IpPayload payload) {
        return new Ipv4Packet(from, Ipv4Address.parse(to), 1, payload);
    }

    NetworkInterface serverLink() {
        return server.interfaceNamed("eth1").orElseThrow();
    }
}
