package labwire.netlab.console.telnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import labwire.netlab.device.line.LineSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelnetTest {
    private final TelnetLab lab = new TelnetLab(List.of("line vty 0 15", "no login"));

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void opensWithItsOptionsAndAPrompt() {
        byte[] octets = lab.connect().octets();
        assertThat(octets).startsWith(0xFF, 0xFB, 1, 0xFF, 0xFB, 3, 0xFF, 0xFD, 24, 0xFF, 0xFD, 31);
        assertThat(new String(octets, 12, octets.length - 12, StandardCharsets.US_ASCII))
                .isEqualTo("\r\nR1>");
    }

    @Test
    void goesOnEchoingWhenToldNotTo() {
        TelnetClient client = lab.connect();
        client.read();
        client.send(new byte[] {
            (byte) 0xFF,
            (byte) 0xFE,
            1,
            (byte) 0xFF,
            (byte) 0xFE,
            3,
            (byte) 0xFF,
            (byte) 0xFC,
            0x18,
            (byte) 0xFF,
            (byte) 0xFC,
            0x1F
        });
        client.send("show");
        lab.time.runFor(Duration.ofSeconds(1));
        assertThat(client.octets()).containsExactly('s', 'h', 'o', 'w');
    }

    @Test
    void takesTheWindowsSize() {
        TelnetClient client = lab.connect();
        client.send(new byte[] {
            (byte) 0xFF,
            (byte) 0xFB,
            31,
            (byte) 0xFF,
            (byte) 0xFA,
            31,
            1,
            (byte) 0xFF,
            (byte) 0xFF,
            0,
            50,
            (byte) 0xFF,
            (byte) 0xF0
        });
        client.send("show terminal\r\n");
        lab.time.runFor(Duration.ofSeconds(1));
        assertThat(client.read()).contains("Length: 50 lines, Width: 511 columns");
    }

    @Test
    void refusesOtherOptions() {
        TelnetClient client = lab.connect();
        client.read();
        client.send(new byte[] {(byte) 0xFF, (byte) 0xFD, 39, (byte) 0xFF, (byte) 0xFB, 32});
        lab.time.runFor(Duration.ofSeconds(1));
        assertThat(client.octets()).containsExactly(0xFF, 0xFC, 39, 0xFF, 0xFE, 32);
    }

    @Test
    void refusesMoreThanItHasLinesFor() {
        List<TelnetClient> clients = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            clients.add(lab.connect());
            assertThat(clients.get(i).closed).isFalse();
        }
        assertThat(lab.connect().closed).isTrue();
        clients.get(3).close();
        lab.time.runFor(Duration.ofSeconds(1));
        TelnetClient again = lab.connect();
        again.send("show users\r");
        lab.time.runFor(Duration.ofSeconds(1));
        assertThat(again.read()).contains("*  5 vty 3").contains("10.0.0.2");
    }

    @Test
    void refusesConnectionsWhereNoLineTakesTelnet() {
        lab.router.lines().virtual().forEach(line -> line.configuredInput(Optional.of(Set.of())));
        TelnetClient client = lab.connect();
        assertThat(client.closed).isTrue();
        assertThat(client.failure).isNotNull();
        lab.router.lines().virtual().get(0).configuredInput(Optional.empty());
        assertThat(lab.connect().closed).isFalse();
    }

    @Test
    void refusesThoseWhomTheAccessClassDenies() {
        lab.configure(
                "access-list 7 deny host 10.0.0.2", "access-list 7 permit any", "line vty 0 15", "access-class 7 in");
        assertThat(lab.connect().closed).isTrue();
        lab.configure("line vty 0 15", "no access-class 7 in");
        assertThat(lab.connect().closed).isFalse();
    }

    @Test
    void aClientThatDoesNotReadIsNotReadFrom() {
        TelnetClient client = lab.connect();
        client.reads = false;
        client.send("terminal length 0\r");
        for (int i = 0; i < 2_000; i++) {
            client.send("show running-config\r");
        }
        lab.time.runFor(Duration.ofSeconds(30));
        assertThat(client.closed).isFalse();
        client.reads = true;
        client.readable();
        lab.time.runFor(Duration.ofSeconds(30));
        assertThat(client.read()).contains("% Invalid input").endsWith("R1>");
    }

    @Test
    void endsAnIdleSessionAndAClearedOne() {
        TelnetClient client = lab.connect();
        lab.time.runFor(Duration.ofMinutes(9));
        assertThat(client.closed).isFalse();
        lab.time.runFor(Duration.ofMinutes(2));
        assertThat(client.closed).isTrue();
        TelnetClient other = lab.connect();
        lab.router.lines().virtual().get(0).session().ifPresent(LineSession::hangUp);
        lab.time.runFor(Duration.ofSeconds(1));
        assertThat(other.closed).isTrue();
        assertThat(lab.router.lines().virtual()).allMatch(line -> line.session().isEmpty());
    }

    @Test
    void waitsForAPasswordForHalfAMinute() {
        lab.configure("line vty 0 4", "password cisco", "login");
        TelnetClient client = lab.connect();
        assertThat(client.read()).endsWith("\r\nUser Access Verification\r\n\r\nPassword: ");
        lab.time.runFor(Duration.ofSeconds(25));
        client.send("cis");
        lab.time.runFor(Duration.ofSeconds(25));
        assertThat(client.closed).isFalse();
        lab.time.runFor(Duration.ofSeconds(10));
        assertThat(client.read()).isEqualTo("\r\n% Password:  timeout expired!\r\n");
        assertThat(client.closed).isTrue();
    }

    @Test
    void malformedCommandsNeverBreakIt() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 40; round++) {
            TelnetClient client = lab.connect();
            byte[] octets = new byte[2_000];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = random.nextInt(3) == 0 ? (byte) (240 + random.nextInt(16)) : (byte) random.nextInt(256);
            }
            client.send(octets);
            lab.time.runFor(Duration.ofSeconds(1));
            client.close();
            lab.time.runFor(Duration.ofSeconds(1));
            assertThat(lab.router.lines().virtual())
                    .allMatch(line -> line.session().isEmpty());
        }
    }

    @Test
    void aSessionEndsAfterItsTimeWhateverIsTyped() {
        try (TelnetLab lab = new TelnetLab(List.of("line vty 0 4", "no login", "absolute-timeout 2"))) {
            TelnetClient client = lab.connect();
            for (int i = 0; i < 3; i++) {
                client.send("\r");
                lab.time.runFor(Duration.ofSeconds(35));
            }
            assertThat(client.closed).isFalse();
            lab.time.runFor(Duration.ofSeconds(35));
            assertThat(client.closed).isTrue();
        }
    }

    @Test
    void aConnectionToAnotherDeviceEndsWhenNothingIsTyped() {
        try (TelnetLab lab = new TelnetLab(List.of("line vty 0 4", "no login", "session-timeout 1"))) {
            TelnetClient client = lab.connect();
            client.send("telnet 10.0.0.1\r");
            lab.time.runFor(Duration.ofSeconds(50));
            client.send("show clock\r");
            lab.time.runFor(Duration.ofSeconds(50));
            assertThat(client.read()).contains("Open").doesNotContain("idle too long");
            lab.time.runFor(Duration.ofSeconds(15));
            assertThat(client.read()).contains("[Connection to 10.0.0.1 idle too long; timed out]");
            assertThat(lab.router.stack().tcp().sockets()).hasSize(1);
        }
    }

    @Test
    void whoLeavesTheTerminalLeavesNoConnectionBehind() {
        try (TelnetLab lab = new TelnetLab(List.of("line vty 0 4", "no login"))) {
            TelnetClient client = lab.connect();
            client.send("telnet 10.0.0.1\r");
            lab.time.runFor(Duration.ofSeconds(2));
            client.send("\u001ex");
            lab.time.runFor(Duration.ofSeconds(2));
            assertThat(lab.router.stack().tcp().sockets()).hasSize(3);
            client.close();
            lab.time.runFor(Duration.ofMinutes(5));
            assertThat(lab.router.stack().tcp().sockets()).isEmpty();
        }
    }
}
