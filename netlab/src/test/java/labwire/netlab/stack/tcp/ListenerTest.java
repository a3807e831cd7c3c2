package labwire.netlab.stack.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import labwire.netlab.stack.tcp.TcpCounters.Event;
import labwire.netlab.wire.Bytes;
import labwire.netlab.wire.IpAddress;
import labwire.netlab.wire.Ipv4Address;
import labwire.netlab.wire.Ipv4Packet;
import labwire.netlab.wire.TcpSegment;
import org.junit.jupiter.api.Test;

/** Listening: which listener, how many wait, what overflows. */
class ListenerTest {
    @Test
    void halfOpenConnectionsBeyondTheBacklogAreDropped() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener listener = hosts.listen(3, TcpSettings.DEFAULT);
            hosts.toClient.filter(segment -> false);
            for (int i = 0; i < 5; i++) {
                hosts.connect();
            }
            hosts.run(10);
            assertThat(listener.halfOpenConnections()).isEqualTo(3);
            assertThat(hosts.server.counters().get(Event.SYN_QUEUE_OVERFLOWS)).isEqualTo(2);
            assertThat(hosts.server.sockets()).hasSize(3);
        }
    }

    @Test
    void establishedConnectionsBeyondTheBacklogWaitInTheHandshake() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener listener = hosts.listen(2, TcpSettings.DEFAULT);
            listener.setAccepting(false);
            List<RecordingListener> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(hosts.connect());
            }
            hosts.run(100);
            assertThat(listener.waitingConnections()).isEqualTo(2);
            assertThat(hosts.accepted).isEmpty();
            assertThat(hosts.server.counters().get(Event.SYN_QUEUE_OVERFLOWS)
                            + hosts.server.counters().get(Event.ACCEPT_QUEUE_OVERFLOWS))
                    .isPositive();
            listener.setAccepting(true);
            hosts.run(10_000);
            assertThat(hosts.accepted).hasSize(4);
            assertThat(clients).allSatisfy(client -> assertThat(client.told).containsExactly("connected"));
        }
    }

    @Test
    void dataThatArrivesBeforeAcceptanceIsKept() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener listener = hosts.listen();
            listener.setAccepting(false);
            RecordingListener client = hosts.connect();
            client.write("early");
            client.socket().shutdownOutput();
            hosts.run(100);
            listener.setAccepting(true);
            hosts.run(10);
            assertThat(hosts.accepted.get(0).received).hasToString("early");
            assertThat(hosts.accepted.get(0).told).containsExactly("readable", "input finished");
        }
    }

    @Test
    void connectionResetBeforeAcceptanceIsNeverSeen() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener listener = hosts.listen();
            listener.setAccepting(false);
            RecordingListener client = hosts.connect();
            hosts.run(10);
            assertThat(listener.waitingConnections()).isEqualTo(1);
            client.socket().abort();
            hosts.run(10);
            assertThat(listener.waitingConnections()).isZero();
            listener.setAccepting(true);
            hosts.run(10);
            assertThat(hosts.accepted).isEmpty();
            assertThat(hosts.server.sockets()).isEmpty();
        }
    }

    @Test
    void closedListenerResetsWhoWaitsAndLeavesTheOthers() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener listener = hosts.listen();
            RecordingListener accepted = hosts.connect();
            hosts.run(10);
            listener.setAccepting(false);
            RecordingListener waiting = hosts.connect();
            hosts.run(10);
            listener.close();
            listener.close();
            RecordingListener late = hosts.connect();
            hosts.run(10);
            assertThat(waiting.told).containsExactly("connected", "closed RESET");
            assertThat(late.told).containsExactly("closed REFUSED");
            accepted.write("still there");
            hosts.run(100);
            assertThat(hosts.accepted.get(0).received).hasToString("still there");
            assertThat(hosts.server.listeners()).isEmpty();
        }
    }

    @Test
    void acceptorMayAbortAtOnce() {
        try (TwoHosts hosts = new TwoHosts()) {
            RecordingListener listener = new RecordingListener();
            hosts.server.listen(Ipv4Address.ANY, TwoHosts.PORT, 1, TcpSettings.DEFAULT, socket -> {
                socket.abort();
                return listener;
            });
            RecordingListener client = hosts.connect();
            hosts.run(10);
            assertThat(client.told).containsExactly("connected", "closed RESET");
            assertThat(listener.told).containsExactly("closed");
            assertThat(hosts.server.sockets()).isEmpty();
        }
    }

    @Test
    void listenerAtTheAddressComesBeforeOneAtAll() {
        try (TwoHosts hosts = new TwoHosts()) {
            List<String> accepted = new ArrayList<>();
            hosts.server.listen(TwoHosts.SERVER, TwoHosts.PORT, 1, TcpSettings.DEFAULT, socket -> {
                accepted.add("exact");
                return new RecordingListener();
            });
            assertThatThrownBy(hosts::listen)
                    .isInstanceOfSatisfying(
                            TcpException.class,
                            e -> assertThat(e.reason()).isEqualTo(TcpException.Reason.ADDRESS_IN_USE));
            hosts.connect();
            hosts.run(10);
            assertThat(accepted).containsExactly("exact");
        }
    }

    @Test
    void portInUseIsRefusedAndZeroChoosesAFreeOne() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpListener first = hosts.listen();
            assertThatThrownBy(hosts::listen).hasMessageContaining("80");
            assertThatThrownBy(() -> hosts.server.listen(
                            TwoHosts.SERVER, TwoHosts.PORT, 1, TcpSettings.DEFAULT, socket -> new RecordingListener()))
                    .isInstanceOf(TcpException.class);
            first.close();
            hosts.listen();
            TcpListener chosen =
                    hosts.server.listen(Ipv4Address.ANY, 0, 1, TcpSettings.DEFAULT, socket -> new RecordingListener());
            assertThat(chosen.localPort()).isBetween(EphemeralPorts.FIRST, EphemeralPorts.LAST);
            assertThat(hosts.server.listeners()).hasSize(2);
        }
    }

    @Test
    void aPortMayBeListenedOnWhileConnectionsOfItAreBegun() {
        try (TwoHosts hosts = new TwoHosts()) {
            RecordingListener client = new RecordingListener();
            client.socket = hosts.server.connect(
                    Ipv4Address.ANY, TwoHosts.PORT, TwoHosts.CLIENT, 99, TcpSettings.DEFAULT, client);
            hosts.toServer.filter(
                    segment -> segment.destinationPort() == TwoHosts.PORT && !segment.has(TcpSegment.RST));
            hosts.run(10);
            assertThat(client.socket().state()).isEqualTo(TcpState.SYN_SENT);
            hosts.listen();
            RecordingListener other = hosts.connect();
            hosts.run(100);
            assertThat(other.told).containsExactly("connected");
            assertThat(client.socket().state()).isEqualTo(TcpState.SYN_SENT);
        }
    }

    @Test
    void ephemeralPortsRunOutWithAnError() {
        EphemeralPorts ports = new EphemeralPorts(new SplittableRandom(1));
        assertThat(ports.choose(port -> port == 50_000)).isEqualTo(50_000);
        assertThatThrownBy(() -> ports.choose(port -> false))
                .isInstanceOfSatisfying(
                        TcpException.class, e -> assertThat(e.reason()).isEqualTo(TcpException.Reason.NO_PORT_LEFT));
    }

    @Test
    void manyConnectionsAreKeptApart() {
        try (TwoHosts hosts = new TwoHosts()) {
            hosts.listen(500, TcpSettings.DEFAULT);
            List<RecordingListener> clients = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                RecordingListener client = hosts.connect();
                client.write("client " + i);
                clients.add(client);
            }
            hosts.run(1000);
            assertThat(hosts.accepted).hasSize(500);
            for (int i = 0; i < 500; i++) {
                assertThat(hosts.accepted.get(i).received).hasToString("client " + i);
            }
            for (int i = 0; i < 500; i += 2) {
                clients.get(i).socket().abort();
            }
            hosts.run(10);
            assertThat(hosts.server.sockets()).hasSize(250);
            clients.get(1).write("!");
            hosts.run(100);
            assertThat(hosts.accepted.get(1).received).hasToString("client 1!");
        }
    }

    @Test
    void connectionToOneselfWorks() {
        try (TwoHosts hosts = new TwoHosts()) {
            TcpLayer[] self = new TcpLayer[1];
            TcpOutput loop = new TcpOutput() {
                @Override
                public Optional<IpAddress> sourceFor(IpAddress destination) {
                    return Optional.of(destination);
                }

                @Override
                public int maximumTransmissionUnit(IpAddress destination) {
                    return 65_535;
                }

                @Override
                public void send(
                        IpAddress source,
                        IpAddress destination,
                        int trafficClass,
                        int timeToLive,
                        int label,
                        Bytes options,
                        TcpSegment segment) {
                    self[0].receive(new Ipv4Packet((Ipv4Address) source, (Ipv4Address) destination, 0, segment));
                }
            };
            self[0] = new TcpLayer(hosts.time.loop(), loop, new SplittableRandom(1));
            List<RecordingListener> accepted = new ArrayList<>();
            self[0].listen(Ipv4Address.ANY, 80, 1, TcpSettings.DEFAULT, socket -> {
                RecordingListener server = new RecordingListener();
                server.socket = socket;
                accepted.add(server);
                return server;
            });
            RecordingListener client = new RecordingListener();
            client.socket = self[0].connect(Ipv4Address.ANY, 0, Ipv4Address.LOOPBACK, 80, TcpSettings.DEFAULT, client);
            client.write("me");
            hosts.run(0);
            assertThat(accepted.get(0).received).as("within one instant").hasToString("me");
            RecordingListener both = new RecordingListener();
            both.socket = self[0].connect(Ipv4Address.ANY, 99, Ipv4Address.LOOPBACK, 99, TcpSettings.DEFAULT, both);
            both.write("myself");
            hosts.run(0);
            assertThat(both.received).as("even with both ends the same").hasToString("myself");
        }
    }
}
