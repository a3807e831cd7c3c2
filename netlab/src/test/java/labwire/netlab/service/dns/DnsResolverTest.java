package labwire.netlab.service.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import labwire.netlab.console.Transcript;
import labwire.netlab.console.ios.image.IosImage;
import labwire.netlab.device.IosDevice;
import labwire.netlab.time.RandomStreams;
import labwire.netlab.time.VirtualTime;
import labwire.netlab.topology.Lab;
import labwire.netlab.topology.LabFileLoader;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R1 asks R2, which knows the names of lab.test, and R3, which passes on what it does not know to R2. */
@SuppressWarnings("NullAway.Init")
class DnsResolverTest {

    @TempDir
    Path folder;

    private final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-11-22T12:00:00Z"));
    private Lab lab;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.yaml"), """
            name: names
            topology:
              kinds:
                cisco_vios: {type: router}
              nodes:
                SW:
                  kind: cisco_vios
                  type: switch
                R1:
                  kind: cisco_vios
                  startup-config: |
                    interface Gi0/0
                     ip address 10.0.0.1 255.255.255.0
                     no shutdown
                R2:
                  kind: cisco_vios
                  startup-config: |
                    ip dns server
                    ip host www.lab.test 10.0.0.80
                    ip host mail.other.test 10.0.0.25
                    interface Gi0/0
                     ip address 10.0.0.2 255.255.255.0
                     no shutdown
                R3:
                  kind: cisco_vios
                  startup-config: |
                    ip dns server
                    ip name-server 10.0.0.2
                    interface Gi0/0
                     ip address 10.0.0.3 255.255.255.0
                     no shutdown
              links:
                - endpoints: ["R1:Gi0/0", "SW:Gi0/1"]
                - endpoints: ["R2:Gi0/0", "SW:Gi0/2"]
                - endpoints: ["R3:Gi0/0", "SW:Gi0/3"]
            """);
        lab = Lab.build(LabFileLoader.load(file), time.loop(), new RandomStreams(1));
        time.runFor(Duration.ofSeconds(40));
    }

    @AfterEach
    void stop() {
        time.close();
    }

    private IosDevice device(String name) {
        return (IosDevice) lab.device(name).orElseThrow();
    }

    private void configure(String device, String... lines) {
        var session = IosImage.startup(device(device));
        for (String line : lines) {
            assertThat(Transcript.run(time, session, line)).isEmpty();
        }
    }

    /** Whom a search asked, and what it found. */
    private static final class Asked implements DnsResolver.Listener {
        private final List<String> servers = new ArrayList<>();
        private @Nullable List<String> found;

        @Override
        public void asking(IpAddress server) {
            servers.add(server.toString());
        }

        @Override
        public void finished(List<IpAddress> addresses) {
            found = addresses.stream().map(IpAddress::toString).toList();
        }
    }

    private Asked search(String device, String name) {
        Asked asked = new Asked();
        device(device).resolver().search(name, asked);
        assertThat(time.runUntil(() -> asked.found != null, Duration.ofMinutes(2)))
                .isTrue();
        return asked;
    }

    @Test
    void aSilentServerIsFollowedByTheNext() {
        configure("R1", "ip name-server 10.0.0.99 10.0.0.2");
        Asked asked = search("R1", "www.lab.test");
        assertThat(asked.servers).containsExactly("10.0.0.99", "10.0.0.2");
        assertThat(asked.found).containsExactly("10.0.0.80");
    }

    @Test
    void aShortNameIsTriedInEachDomain() {
        configure("R1", "ip name-server 10.0.0.2", "ip domain-list lab.test", "ip domain list other.test");
        assertThat(search("R1", "mail").found).containsExactly("10.0.0.25");
        assertThat(device("R1").resolver().known("mail")).containsExactly(Ipv4Address.parse("10.0.0.25"));
    }

    @Test
    void withoutServersWhoeverHearsABroadcastIsAsked() {
        Asked asked = search("R1", "www.lab.test");
        assertThat(asked.servers).containsExactly("255.255.255.255");
        assertThat(asked.found).containsExactly("10.0.0.80");
    }

    @Test
    void aNameThatDoesNotExistIsNotAskedForElsewhere() {
        configure("R1", "ip name-server 10.0.0.2 10.0.0.3");
        Asked asked = search("R1", "nobody.lab.test");
        assertThat(asked.servers).containsExactly("10.0.0.2");
        assertThat(asked.found).isEmpty();
    }

    @Test
    void whatIsLearnedCountsForItsTimeAndIsShownAfterIt() {
        configure("R1", "ip name-server 10.0.0.2");
        search("R1", "www.lab.test");
        time.runFor(Duration.ofSeconds(9));
        assertThat(device("R1").resolver().known("www.lab.test")).isNotEmpty();
        time.runFor(Duration.ofSeconds(2));
        assertThat(device("R1").resolver().known("www.lab.test")).isEmpty();
        assertThat(device("R1").resolver().cache().entries()).hasSize(1);
    }

    @Test
    void anAnswerTooLongForADatagramIsAskedForOverTcp() {
        // Sixteen mail exchanges with names of their own are more than 512 octets; so the whole answer comes by TCP.
        for (int i = 10; i < 26; i++) {
            configure("R2", "ip host lab.test mx " + i + " a-mail-exchange-with-a-long-name-" + i + ".lab.test");
        }
        configure("R1", "ip name-server 10.0.0.3", "ip dns server");
        List<DnsMessage> answers = new ArrayList<>();
        device("R1")
                .resolver()
                .forward(DnsQuestion.of("lab.test", DnsRecord.MX), answer -> answers.add(answer.orElseThrow()));
        assertThat(time.runUntil(() -> !answers.isEmpty(), Duration.ofSeconds(20)))
                .isTrue();
        assertThat(answers.get(0).answers()).hasSize(16);
    }

    @Test
    void aServerPassesOnWhatItDoesNotKnow() {
        configure("R1", "ip name-server 10.0.0.3");
        assertThat(search("R1", "www.lab.test").found).containsExactly("10.0.0.80");
    }

    @Test
    void serversThatPassOnToEachOtherEndWithoutAnAnswer() {
        configure("R2", "ip name-server 10.0.0.3");
        configure("R1", "ip name-server 10.0.0.3");
        Asked asked = search("R1", "nobody.lab.test");
        assertThat(asked.found).isEmpty();
        assertThat(device("R2").dns().queries() + device("R3").dns().queries()).isLessThan(40);
        time.runFor(Duration.ofMinutes(1));
        long before = device("R2").dns().queries() + device("R3").dns().queries();
        time.runFor(Duration.ofMinutes(1));
        assertThat(device("R2").dns().queries() + device("R3").dns().queries()).isEqualTo(before);
    }

    @Test
    void aSearchThatIsCancelledSaysNothingMore() {
        configure("R1", "ip name-server 10.0.0.99");
        Asked asked = new Asked();
        DnsResolver.Search search = device("R1").resolver().search("www.lab.test", asked);
        time.runFor(Duration.ofSeconds(1));
        search.cancel();
        time.runFor(Duration.ofMinutes(1));
        assertThat(asked.found).isNull();
        assertThat(device("R1").stack().udp().sockets()).isEmpty();
    }

    /** IPv6 on R1 and R2, whose duplicate detection is over. */
    private void enableIpv6() {
        configure("R1", "interface Gi0/0", "ipv6 address 2001:db8::1/64");
        configure("R2", "interface Gi0/0", "ipv6 address 2001:db8::2/64");
        time.runFor(Duration.ofSeconds(3));
    }

    @Test
    void aDeviceThatSpeaksIpv6LearnsBothKindsOfAddressAndTheOneThatItReachesBestIsFirst() {
        enableIpv6();
        configure("R1", "ip name-server 10.0.0.2");
        configure("R2", "ipv6 host www.lab.test 2001:db8::80", "ipv6 host six.lab.test 2001:db8::6");
        assertThat(search("R1", "www.lab.test").found).containsExactly("2001:db8::80", "10.0.0.80");
        assertThat(device("R1").resolver().known("www.lab.test")).hasSize(2);
        assertThat(search("R1", "six.lab.test").found).containsExactly("2001:db8::6");
    }

    @Test
    void aDeviceWithoutIpv6DoesNotAskForAddressesThatItHasNoUseFor() {
        configure("R1", "ip name-server 10.0.0.2");
        configure("R2", "ipv6 host www.lab.test 2001:db8::80");
        assertThat(search("R1", "www.lab.test").found).containsExactly("10.0.0.80");
        assertThat(device("R2").dns().queries()).isEqualTo(1);
    }

    @Test
    void aNameServerMayHaveAnIpv6Address() {
        enableIpv6();
        configure("R1", "ip name-server 2001:db8::2");
        for (int i = 10; i < 26; i++) {
            configure("R2", "ip host lab.test mx " + i + " a-mail-exchange-with-a-long-name-" + i + ".lab.test");
        }
        Asked asked = search("R1", "www.lab.test");
        assertThat(asked.servers).containsExactly("2001:db8::2");
        assertThat(asked.found).containsExactly("10.0.0.80");
        List<DnsMessage> answers = new ArrayList<>();
        device("R1")
                .resolver()
                .forward(DnsQuestion.of("lab.test", DnsRecord.MX), answer -> answers.add(answer.orElseThrow()));
        assertThat(time.runUntil(() -> !answers.isEmpty(), Duration.ofSeconds(20)))
                .isTrue();
        assertThat(answers.get(0).answers()).as("by TCP").hasSize(16);
    }
}
